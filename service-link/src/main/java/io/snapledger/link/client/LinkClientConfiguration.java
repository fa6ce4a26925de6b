package io.snapledger.link.client;

import io.snapledger.link.command.CommandServiceProperties;
import io.snapledger.link.command.HttpCommandBus;
import io.snapledger.link.instance.InstanceWatch;
import io.snapledger.link.instance.ServiceClient;
import io.snapledger.link.read.QueryServiceProperties;
import io.snapledger.link.read.ReadClients;
import io.snapledger.link.read.ReadsRegistrar;
import io.snapledger.link.trust.TrustProperties;
import io.snapledger.link.trust.TrustedHttp;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command bus and the read interfaces of a gateway that is a process of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ClientProperties.class,
    TrustProperties.class,
    CommandServiceProperties.class,
    QueryServiceProperties.class
})
@Import(ReadsRegistrar.class)
public class LinkClientConfiguration {

    @Bean
    ServiceClient commandService(
            CommandServiceProperties service,
            TrustProperties trust,
            SslBundles bundles,
            ClientProperties client) {
        return client(CommandServiceProperties.NAME, service.urls(), trust, bundles, client);
    }

    @Bean
    ServiceClient queryService(
            QueryServiceProperties service,
            TrustProperties trust,
            SslBundles bundles,
            ClientProperties client) {
        return client(QueryServiceProperties.NAME, service.urls(), trust, bundles, client);
    }

    private static ServiceClient client(
            String name,
            List<URI> urls,
            TrustProperties trust,
            SslBundles bundles,
            ClientProperties client) {
        return new ServiceClient(
                name, urls, new TrustedHttp(name, urls, trust, bundles, client.connectTimeout()));
    }

    @Bean
    HttpCommandBus commandBus(ServiceClient commandService, CommandServiceProperties service) {
        return new HttpCommandBus(commandService, service.deadline(), service.atOnce());
    }

    @Bean
    ReadClients readClients(ServiceClient queryService, QueryServiceProperties service) {
        return new ReadClients(queryService, service.timeout());
    }

    @Bean
    InstanceWatch instanceWatch(List<ServiceClient> services, ClientProperties client) {
        return new InstanceWatch(services, client.watch().interval(), client.watch().patience());
    }

    @Bean
    LinkHealthIndicator linkHealthIndicator(List<ServiceClient> services) {
        return new LinkHealthIndicator(services);
    }
}
