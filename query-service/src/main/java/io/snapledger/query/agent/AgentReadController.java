package io.snapledger.query.agent;

import io.snapledger.contract.agent.AgentReads;
import io.snapledger.contract.agent.AgentView;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is asked about storage agents. */
@RestController
final class AgentReadController implements AgentReads {

    private final AgentTable table;

    AgentReadController(AgentTable table) {
        this.table = table;
    }

    @Override
    public List<AgentView> list() {
        return table.list();
    }
}
