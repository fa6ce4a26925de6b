package io.snapledger.gateway.audit;

import io.snapledger.gateway.policy.BaseRules;
import io.snapledger.gateway.policy.PolicyRule;
import io.snapledger.gateway.policy.PolicyRule.Operation;
import io.snapledger.gateway.policy.PolicyRules;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rules of our own, written as upstream writes its own. */
@Component
final class AuditPolicy implements PolicyRules {

    static final String GET_HISTORY = "audit:history:get";
    static final String GET_STATUS_CHANGES = "audit:status_changes:get_all";
    static final String GET_STATISTICS = "audit:statistics:get";
    static final String GET_STATE = "audit:state:get";
    static final String GET_STATES = "audit:state:get_all";
    static final String GET_PROOF = "audit:proofs:get";

    @Override
    public List<PolicyRule> rules() {
        return List.of(
                PolicyRule.of(
                        GET_HISTORY,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "Show who changed the status of a resource, when and why. What belongs to"
                                + " no project, as types do, only administrators see.",
                        new Operation("GET", "/audit/v1/{resource_type}/{id}/history")),
                PolicyRule.of(
                        GET_STATUS_CHANGES,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "List status changes. Administrators see all of them, everybody else those"
                                + " of their own project's resources.",
                        new Operation("GET", "/audit/v1/status-changes"),
                        new Operation("GET", "/audit/v1/status-changes/stream")),
                PolicyRule.of(
                        GET_STATISTICS,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "Show how many resources are in which status, and how long they stayed in"
                                + " it. Administrators' figures are of all projects, everybody"
                                + " else's of their own.",
                        new Operation("GET", "/audit/v1/statistics")),
                PolicyRule.of(
                        GET_STATE,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "Show what a resource was at some moment. What belongs to no project, as"
                                + " types do, only administrators see.",
                        new Operation("GET", "/audit/v1/{resource_type}/{id}")),
                PolicyRule.of(
                        GET_STATES,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "List what the resources of a project were at some moment. Administrators"
                                + " may name the project.",
                        new Operation("GET", "/audit/v1/{resource_type}")),
                PolicyRule.of(
                        GET_PROOF,
                        BaseRules.ADMIN_OR_PROJECT_READER,
                        "Show what proves that an event was stored as it is. Its content as it is"
                                + " stored only administrators see, everybody else its hash.",
                        new Operation("GET", "/audit/v1/events/{event_id}/proof")));
    }
}
