package io.snapledger.gateway.sharetype;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.sharetype.ShareTypeCommand;
import io.snapledger.contract.sharetype.ShareTypeCommand.CreateShareType;
import io.snapledger.contract.sharetype.ShareTypeId;
import io.snapledger.contract.sharetype.ShareTypeReads;
import io.snapledger.contract.sharetype.ShareTypeView;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.schema.Uuids;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.WordedCommands;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Share types, found and changed as their controllers need it. */
@Component
final class ShareTypes {

    private final ShareTypeReads reads;
    private final WordedCommands commands;

    ShareTypes(ShareTypeReads reads, Commands commands) {
        this.reads = reads;
        this.commands = commands.worded(ShareTypeFaults::of);
    }

    /** The one of that id, if the caller may know of it. */
    Optional<ShareTypeView> find(String id, Caller caller) {
        return Uuids.canonical(id)
                .map(ShareTypeId::new)
                .flatMap(reads::find)
                .filter(type -> caller.admin() || type.isOpenTo(caller.projectId()));
    }

    <A> A create(CreateShareType command, Caller caller, A answer) {
        return commands.create(command, caller, answer);
    }

    void send(ShareTypeCommand command, Caller caller) {
        commands.send(command, caller, Cause.ADMINISTRATOR);
    }
}
