package io.snapledger.gateway.grouptype;

import io.snapledger.contract.grouptype.GroupTypeId;
import io.snapledger.contract.grouptype.GroupTypeReads;
import io.snapledger.contract.grouptype.GroupTypeView;
import io.snapledger.contract.origin.Cause;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.WordedCommands;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The group types that a caller may see, and what is asked of them. */
@Component
final class GroupTypes {

    private final GroupTypeReads reads;
    private final WordedCommands commands;

    GroupTypes(GroupTypeReads reads, Commands commands) {
        this.reads = reads;
        this.commands = commands.worded(GroupTypeFaults::of);
    }

    /** One that the caller may see: private types are the administrators'. */
    GroupTypeView find(String id, Caller caller) {
        return lookup(id, caller).orElseThrow(() -> GroupTypeFaults.notFound(id));
    }

    /** The same, if there is one. */
    Optional<GroupTypeView> lookup(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> reads.find(new GroupTypeId(uuid)))
                .filter(type -> type.isPublic() || caller.admin());
    }

    <A> A create(Object command, Caller caller, A answer) {
        return commands.create(command, caller, answer);
    }

    void send(Object command, Caller caller) {
        commands.send(command, caller, Cause.REQUEST);
    }
}
