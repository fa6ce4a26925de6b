package io.snapledger.link.read;

import io.snapledger.contract.audit.StatusChangeFeed;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.link.instance.ServiceClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** The read interfaces as calls of the query-service. */
public final class ReadClients {

    /** The query-service waits no longer, whatever it is asked for. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final HttpServiceProxyFactory repeated;
    private final HttpServiceProxyFactory waiting;
    private final HttpServiceProxyFactory once;

    /** Of that service, each call bounded. */
    public ReadClients(ServiceClient service, Duration timeout) {
        repeated = factory(new LinkedRequests(service, true, timeout));
        waiting = factory(new LinkedRequests(service, true, timeout.plus(LONGEST_WAIT)));
        once = factory(new LinkedRequests(service, false, timeout));
    }

    private static HttpServiceProxyFactory factory(ClientHttpRequestFactory requests) {
        RestClient client =
                RestClient.builder()
                        // Which host it is, each request decides anew.
                        .baseUrl("http://query-service")
                        .requestFactory(requests)
                        .configureMessageConverters(converters ->
                                converters.withJsonConverter(
                                        new JacksonJsonHttpMessageConverter(ContractJson.mapper())))
                        .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build();
    }

    /** One of {@link ReadInterfaces#ALL}. */
    public <T> T of(Class<T> type) {
        if (type == StatusChangeFeed.class) {
            return waiting.createClient(type);
        }
        // The only one that does more than to read.
        return type == ViewRebuilds.class ? once.createClient(type) : repeated.createClient(type);
    }
}
