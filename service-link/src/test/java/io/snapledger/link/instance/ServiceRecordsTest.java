package io.snapledger.link.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that nobody has listed are found by DNS. */
class ServiceRecordsTest {

    private static final URI RECORD = URI.create("https+srv://_https._tcp.query-service.example");
    private static final URI ONE = URI.create("https://10-0-0-1.query-service.example:8779");
    private static final URI TWO = URI.create("https://10-0-0-2.query-service.example:8779");

    private FakeNameServer dns;
    private Instances instances;

    @BeforeEach
    void start() throws IOException {
        dns = new FakeNameServer();
        instances = new Instances(List.of(), List.of(ServiceRecords.at(dns.url(), RECORD)));
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void whoIsThereIsFoundAndWhoIsNoMoreIsNotAsked() {
        assertThat(instances.order(null)).isEmpty();
        assertThat(instances.order("key")).isEmpty();

        dns.says(TWO, ONE);
        instances.lookUp();
        assertThat(urls()).containsExactlyInAnyOrder(ONE, TWO);

        dns.says(TWO);
        instances.lookUp();
        assertThat(urls()).containsExactly(TWO);
    }

    @Test
    void whatIsKnownOfAnInstanceStays() {
        dns.says(ONE);
        instances.lookUp();
        Instance known = instances.all().getFirst();
        known.isNow(false);

        dns.says(ONE, TWO);
        instances.lookUp();

        assertThat(instances.all()).contains(known).hasSize(2);
        assertThat(instances.order(null).getLast()).isSameAs(known);
    }

    @Test
    void whereNobodyIsFoundThoseOfBeforeAreAsked() {
        dns.says(ONE);
        instances.lookUp();

        dns.says();
        instances.lookUp();
        assertThat(urls()).containsExactly(ONE);

        dns.close();
        instances.lookUp();
        assertThat(urls()).containsExactly(ONE);
    }

    @Test
    void aNameThatIsNotThereIsAFailure() {
        ServiceRecords records = ServiceRecords.at(dns.url(), RECORD);

        assertThatThrownBy(records::lookUp).isInstanceOf(NamingException.class);
    }

    @Test
    void theOrderOfTheAnswerMeansNothing() throws NamingException {
        ServiceRecords records = ServiceRecords.at(dns.url(), RECORD);
        dns.says(TWO, ONE);
        List<URI> first = records.lookUp();
        dns.says(ONE, TWO);

        assertThat(records.lookUp()).isEqualTo(first);
    }

    private List<URI> urls() {
        return instances.order(null).stream().map(Instance::url).toList();
    }
}
