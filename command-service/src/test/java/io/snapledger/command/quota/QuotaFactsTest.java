package io.snapledger.command.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapledger.command.publication.DocumentedSamples;
import io.snapledger.command.quota.QuotaFact.Taken;
import io.snapledger.contract.EventNames;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QuotaFactsTest {

    // A recount reads no others: one that is missing there would be a difference for ever.
    @Test
    void whateverChangesWhatAResourceTookIsNamed() {
        List<String> changes = new ArrayList<>();
        new TreeSet<>(EventNames.all().keySet())
                .forEach(name ->
                        QuotaFacts.of(sample(name))
                                .filter(fact -> !(fact instanceof Taken))
                                .ifPresent(_ -> changes.add(name)));
        assertThat(QuotaFacts.CHANGES).containsExactlyInAnyOrderElementsOf(changes);
    }

    @Test
    void whateverTakesSomethingIsOfAResourceThatIsRecounted() {
        EventNames.all().keySet().stream()
                .filter(name -> QuotaFacts.of(sample(name)).isPresent())
                .forEach(name ->
                        assertThat(QuotaFacts.RESOURCE_TYPES)
                                .contains(EventNames.resourceType(name)));
    }

    private static Object sample(String name) {
        return DocumentedSamples.message(EventNames.classOf(name).orElseThrow()).getPayload();
    }
}
