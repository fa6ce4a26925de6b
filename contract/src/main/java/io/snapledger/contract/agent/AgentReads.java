package io.snapledger.contract.agent;

import java.util.List;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Reads who does the storage work. */
@HttpExchange("/internal/agents")
public interface AgentReads {

    /** Every agent that ever said a word, by host. */
    @GetExchange
    List<AgentView> list();
}
