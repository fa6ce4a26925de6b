package io.snapledger.gateway.write;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.refusal.RefusedException;
import io.snapledger.gateway.caller.Caller;
import java.util.function.Function;

/** Commands whose refusals are told in the words of one resource. */
public final class WordedCommands {

    private final Commands commands;
    private final Function<RefusedException, RuntimeException> words;

    WordedCommands(Commands commands, Function<RefusedException, RuntimeException> words) {
        this.commands = commands;
        this.words = words;
    }

    /** Sends a command, as {@link Commands#send} does. */
    public void send(Object command, Caller caller, Cause cause) {
        try {
            commands.send(command, caller, cause);
        } catch (RefusedException refused) {
            throw words.apply(refused);
        }
    }

    /** Sends a command that creates, as {@link Commands#create} does. */
    public <A> A create(Object command, Caller caller, A answer) {
        try {
            return commands.create(command, caller, answer);
        } catch (RefusedException refused) {
            throw words.apply(refused);
        }
    }
}
