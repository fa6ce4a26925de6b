package io.snapledger.query.projection;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Statements over the event log itself, for the few that Axon's interfaces cannot put.
 *
 * @param client reads only
 */
@Component
public record EventLogStatements(@Qualifier(EventLogConfiguration.EVENT_LOG) JdbcClient client) {}
