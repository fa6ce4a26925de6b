package io.snapledger.gateway.message;

import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.edge.NotServed;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.list.ListRequests;
import io.snapledger.gateway.list.ListRules;
import io.snapledger.gateway.list.QueryParameters;
import io.snapledger.gateway.list.ResourceFilters;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.microversion.Since;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policy.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /messages}. Upstream leaves a message where something failed after its 202; here that is
 * told by the history of the resource, so there are no messages and clients find none.
 */
@CinderApi
@Since(CinderVersions.MESSAGES)
final class MessageController {

    static final ListRules LISTS =
            new ListRules(
                    // cinder/db/sqlalchemy/models.py, Message
                    Set.of(
                            "id",
                            "project_id",
                            "message_level",
                            "request_id",
                            "resource_type",
                            "resource_uuid",
                            "event_id",
                            "detail_id",
                            "action_id",
                            "created_at",
                            "updated_at",
                            "expires_at"),
                    ResourceFilters.MESSAGE.filters(),
                    CinderVersions.MESSAGES_PAGINATION,
                    "Message %s could not be found.");

    private final Policy policy;
    private final ListRequests lists;

    MessageController(Policy policy, ListRequests lists) {
        this.policy = policy;
        this.lists = lists;
    }

    @GetMapping("/messages")
    Page list(QueryParameters parameters, Caller caller, Microversion version) {
        policy.enforce(caller, MessagePolicy.GET_ALL, Target.own(caller));
        // Read for its faults: what would be refused among messages is refused among none.
        lists.read(parameters, caller, version, LISTS, _ -> Optional.empty());
        return new Page(List.of());
    }

    @GetMapping("/messages/{id}")
    Page show(@PathVariable String id) {
        return find(id);
    }

    @DeleteMapping("/messages/{id}")
    void delete(@PathVariable String id) {
        find(id);
    }

    @GetMapping({"/messages/new", "/messages/{id}/edit"})
    @NotServed
    void form() {}

    private static Page find(String id) {
        throw Fault.notFound("Message " + id + " could not be found.");
    }

    /** {@code {"messages": []}} */
    record Page(List<String> messages) {}
}
