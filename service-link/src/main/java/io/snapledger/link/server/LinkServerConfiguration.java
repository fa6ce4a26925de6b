package io.snapledger.link.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.snapledger.contract.json.ContractJson;
import io.snapledger.link.trust.CallerCertificates;
import io.snapledger.link.trust.ServerGuard;
import io.snapledger.link.trust.TrustProperties;
import java.util.Set;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a service that others call serves: to those alone who show a certificate. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustProperties.class)
@Import({ProcessConfiguration.class, ServedErrors.class})
public class LinkServerConfiguration implements WebMvcConfigurer {

    @Bean
    static ServerGuard serverGuard() {
        return new ServerGuard();
    }

    @Bean
    FilterRegistrationBean<CallerCertificates> callerCertificates(
            TrustProperties trust, MeterRegistry meters) {
        FilterRegistrationBean<CallerCertificates> registration =
                new FilterRegistrationBean<>(
                        new CallerCertificates(
                                Set.copyOf(trust.allowedClients()),
                                Set.copyOf(trust.scrapers()),
                                meters));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(trust.bundle() != null);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> certificates(TrustProperties trust) {
        return factory -> {
            String bundle = trust.bundle();
            if (bundle != null) {
                Ssl ssl = Ssl.forBundle(bundle);
                // Health is for everybody; the filter asks for the certificate of all others.
                ssl.setClientAuth(Ssl.ClientAuth.WANT);
                factory.setSsl(ssl);
            }
            // A name may have a slash; it was encoded by whoever built the address.
            factory.addConnectorCustomizers(connector ->
                    connector.setEncodedSolidusHandling(
                            EncodedSolidusHandling.PASS_THROUGH.getValue()));
        };
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(ContractJson.mapper()));
    }
}
