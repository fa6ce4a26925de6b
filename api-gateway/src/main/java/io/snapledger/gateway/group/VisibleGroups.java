package io.snapledger.gateway.group;

import io.snapledger.contract.group.GroupId;
import io.snapledger.contract.group.GroupReads;
import io.snapledger.contract.group.GroupView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.fault.Fault;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Uuids;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The groups that a caller may know of. */
@Component
final class VisibleGroups {

    private final GroupReads reads;
    private final Policy policy;

    VisibleGroups(GroupReads reads, Policy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    /**
     * The group that an id names: cinder/group/api.py, get().
     *
     * @throws Fault 404 or 403
     */
    GroupView find(String id, Caller caller) {
        GroupView group = lookup(id, caller).orElseThrow(() -> GroupFaults.notFound(id));
        policy.enforce(caller, GroupPolicy.GET, Targets.of(group));
        return group;
    }

    /** Whatever policy says; what another project owns is not there. */
    Optional<GroupView> lookup(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> reads.find(new GroupId(uuid), caller.visibleProject()));
    }
}
