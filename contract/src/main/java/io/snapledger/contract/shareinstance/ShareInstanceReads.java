package io.snapledger.contract.shareinstance;

import io.snapledger.contract.list.ListQuery;
import io.snapledger.contract.share.ShareId;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads share instances that are not deleted, replicas among them. */
@HttpExchange("/internal/share-instances")
public interface ShareInstanceReads {

    @GetExchange("/{id}")
    Optional<ShareInstanceView> find(@PathVariable ShareInstanceId id);

    /** Those of one share, by ascending id. */
    @GetExchange("/of-share/{shareId}")
    List<ShareInstanceView> ofShare(@PathVariable ShareId shareId);

    @PostExchange("/list")
    List<ShareInstanceView> list(@RequestBody ListQuery query);
}
