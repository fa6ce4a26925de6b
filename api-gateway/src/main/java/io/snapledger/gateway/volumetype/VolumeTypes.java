package io.snapledger.gateway.volumetype;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.volumetype.VolumeTypeId;
import io.snapledger.contract.volumetype.VolumeTypeReads;
import io.snapledger.contract.volumetype.VolumeTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.WordedCommands;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The volume types that a caller may see, and what is asked of them. */
@Component
final class VolumeTypes {

    private final VolumeTypeReads reads;
    private final WordedCommands commands;

    VolumeTypes(VolumeTypeReads reads, Commands commands) {
        this.reads = reads;
        this.commands = commands.worded(VolumeTypeFaults::of);
    }

    /** One that the caller may see; administrators see every one. */
    VolumeTypeView find(String id, Caller caller) {
        return lookup(id, caller).orElseThrow(() -> VolumeTypeFaults.notFound(id));
    }

    /** The same, if there is one. */
    Optional<VolumeTypeView> lookup(String id, Caller caller) {
        return Uuids.canonical(id)
                .flatMap(uuid -> reads.find(new VolumeTypeId(uuid)))
                .filter(type -> caller.admin() || type.isOpenTo(caller.projectId()));
    }

    <A> A create(Object command, Caller caller, A answer) {
        return commands.create(command, caller, answer);
    }

    void send(Object command, Caller caller) {
        commands.send(command, caller, Cause.REQUEST);
    }
}
