package io.snapledger.command.axon;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** Stands around the handler of every command, inside the command's transaction. */
public interface AroundCommands extends MessageHandlerInterceptor<CommandMessage<?>> {}
