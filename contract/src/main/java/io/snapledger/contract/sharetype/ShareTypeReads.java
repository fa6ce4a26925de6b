package io.snapledger.contract.sharetype;

import io.snapledger.contract.list.ListQuery;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads share types. */
@HttpExchange("/internal/share-types")
public interface ShareTypeReads {

    @GetExchange("/{id}")
    Optional<ShareTypeView> find(@PathVariable ShareTypeId id);

    /** Names are unique. */
    @GetExchange
    Optional<ShareTypeView> findByName(@RequestParam String name);

    /** What is not public is listed to the projects that may use it; to all if none is named. */
    @PostExchange("/list")
    List<ShareTypeView> list(@RequestBody ListQuery query);
}
