package io.snapledger.contract.grouptype;

import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads group types. */
@HttpExchange("/internal/group-types")
public interface GroupTypeReads {

    @GetExchange("/{id}")
    Optional<GroupTypeView> find(@PathVariable GroupTypeId id);

    /** Names are unique. */
    @GetExchange
    Optional<GroupTypeView> findByName(@RequestParam String name);

    @PostExchange("/list")
    List<GroupTypeView> list(@RequestBody ListQuery query);
}
