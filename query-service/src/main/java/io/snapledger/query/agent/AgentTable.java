package io.snapledger.query.agent;

import io.snapledger.contract.agent.AgentHeartbeat;
import io.snapledger.contract.agent.AgentView;
import io.snapledger.contract.agent.ShareBackend;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.outcome.AgentIdentity;
import io.snapledger.query.table.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Where the last word of each agent is kept. */
@Repository
class AgentTable {

    private static final TypeReference<List<ShareBackend>> BACKENDS = new TypeReference<>() {};

    private final JdbcClient views;

    AgentTable(JdbcClient views) {
        this.views = views;
    }

    /** Takes a heartbeat in; one that is older than what is known changes nothing. */
    void heard(AgentHeartbeat heartbeat) {
        // An agent whose clock is ahead was heard now, and not in the future.
        views.sql(
                        """
                        insert into storage_agent (id, host, backends, first_seen_at, last_seen_at)
                        values (:id, :host, :backends::jsonb, least(:at, now()), least(:at, now()))
                        on conflict (id) do update set
                          host = excluded.host, backends = excluded.backends, last_seen_at = excluded.last_seen_at
                        where storage_agent.last_seen_at < excluded.last_seen_at
                        """)
                .param("id", heartbeat.agent().id())
                .param("host", heartbeat.agent().host())
                .param("backends", ContractJson.mapper().writeValueAsString(backends(heartbeat)))
                .param("at", heartbeat.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    // An agent that says nothing of them is one from before there were any.
    private static List<ShareBackend> backends(AgentHeartbeat heartbeat) {
        return Objects.requireNonNullElse(heartbeat.backends(), List.of());
    }

    List<AgentView> list() {
        return views.sql(
                        """
                        select id, host, backends, first_seen_at, last_seen_at
                        from storage_agent order by host, id
                        """)
                .query(AgentTable::view)
                .list();
    }

    /** How many have been heard of within that time, and how many have not. */
    AgentWatch.Agents count(Duration lately) {
        return views.sql(
                        """
                        select count(*) filter (where last_seen_at >= now() - make_interval(secs => :lately)),
                          count(*) filter (where last_seen_at < now() - make_interval(secs => :lately))
                        from storage_agent
                        """)
                .param("lately", lately.toMillis() / 1000.0)
                .query((row, _) -> new AgentWatch.Agents(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static AgentView view(ResultSet row, int number) throws SQLException {
        return new AgentView(
                new AgentIdentity(Cells.uuid(row, "id"), row.getString("host")),
                Cells.list(row, "backends", BACKENDS),
                Cells.instant(row, "first_seen_at"),
                Cells.instant(row, "last_seen_at"));
    }
}
