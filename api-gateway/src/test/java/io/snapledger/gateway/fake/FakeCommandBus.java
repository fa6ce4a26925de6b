package io.snapledger.gateway.fake;

import io.snapledger.contract.refusedattempt.RefusedAttemptCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/** Remembers every command, and answers each with what it was told to, else with a yes. */
public final class FakeCommandBus implements CommandBus {

    private static final Object NOTHING = new Object();

    private final List<CommandMessage<?>> sent = new ArrayList<>();
    private final List<CommandMessage<?>> reports = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeReports = () -> {};
    private final Deque<Object> outcomes = new ArrayDeque<>();
    private @Nullable Long position;
    private @Nullable Object answer;

    /** The next commands fail with these, one each. */
    public void failNext(Throwable... thrown) {
        outcomes.addAll(List.of(thrown));
    }

    /** The next command succeeds with this. */
    public void answerNext(Object result) {
        outcomes.add(result);
    }

    /** The next command succeeds without a result. */
    public void acceptNext() {
        outcomes.add(NOTHING);
    }

    /** Commands that succeed append up to this position. */
    public void position(long position) {
        this.position = position;
    }

    /** Commands that succeed are answered with this. */
    public void answer(Object answer) {
        this.answer = answer;
    }

    public List<CommandMessage<?>> sent() {
        return sent;
    }

    /** The payload of the only command sent. */
    public Object onlyCommand() {
        if (sent.size() != 1) {
            throw new AssertionError("not one command but " + sent);
        }
        return sent.getFirst().getPayload();
    }

    /** What was reported beside the commands of callers. */
    public List<CommandMessage<?>> reports() {
        return reports;
    }

    /** From now on reports wait for this, and then fail with what it throws. */
    public void beforeReports(Runnable before) {
        beforeReports = before;
    }

    private <C, R> void report(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        try {
            beforeReports.run();
        } catch (RuntimeException e) {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(e));
            return;
        }
        reports.add(command);
        callback.onResult(
                command, GenericCommandResultMessage.<R>asCommandResultMessage((Object) null));
    }

    public void reset() {
        reports.clear();
        beforeReports = () -> {};
        sent.clear();
        outcomes.clear();
        position = null;
        answer = null;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        throw new UnsupportedOperationException("nobody would hear the answer");
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (command.getPayload() instanceof RefusedAttemptCommand) {
            report(command, callback);
            return;
        }
        sent.add(command);
        Object outcome = outcomes.poll();
        if (outcome instanceof Throwable failure) {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(failure));
        } else {
            callback.onResult(
                    command,
                    GenericCommandResultMessage.<R>asCommandResultMessage(
                                    outcome == null || outcome == NOTHING ? answer : outcome)
                            .withMetaData(
                                    position == null ? Map.of() : Map.of("position", position)));
        }
    }

    @Override
    public Registration subscribe(
            String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException();
    }
}
