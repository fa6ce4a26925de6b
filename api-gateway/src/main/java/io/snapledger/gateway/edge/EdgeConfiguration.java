package io.snapledger.gateway.edge;

import io.snapledger.gateway.caller.TokenAuthentication;
import io.snapledger.gateway.cors.Cors;
import io.snapledger.gateway.fault.RefusalFaults;
import io.snapledger.gateway.json.PythonJson;
import io.snapledger.gateway.policy.Policies;
import io.snapledger.gateway.proxy.TrustedProxies;
import io.snapledger.gateway.write.Commands;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the edge in front of Spring's dispatcher and into it. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration implements WebMvcConfigurer {

    private final EdgeErrors errors;
    private final EdgeProperties properties;
    private final Commands commands;

    EdgeConfiguration(
            EdgeProperties properties,
            List<RefusalFaults> refusals,
            Commands commands,
            ObjectProvider<OnRefusedAction> onRefusedAction) {
        this.properties = properties;
        this.commands = commands;
        errors = new EdgeErrors(refusals, new RefusedActions(onRefusedAction));
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(
            TokenAuthentication tokens,
            Policies policies,
            TrustedProxies proxies,
            Cors cors,
            MetricsProperties metrics,
            AuthProperties auth) {
        FilterRegistrationBean<EdgeFilter> registration =
                new FilterRegistrationBean<>(
                        new EdgeFilter(
                                tokens,
                                policies,
                                proxies,
                                cors,
                                new ProtectedPaths(),
                                new MetricsToken(metrics.tokenFile()),
                                new HealthReaders(tokens, policies),
                                properties,
                                auth,
                                errors));
        // Behind Spring's own, which observes requests: those that end here count as well.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** The dispatcher holds requests ready for those who ask; nobody does so before it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    ComputeRequestId computeRequestId() {
        return new ComputeRequestId();
    }

    @Bean
    WebMvcRegistrations routes() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Routes();
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Negotiation());
        registry.addInterceptor(new ListGate(properties.listsAtOnce()));
        registry.addInterceptor(new RepeatedRequests(commands));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new EdgeArguments(properties));
    }

    @Override
    public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(errors);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(PythonJson.mapper()));
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new AnswerTypes(new HeaderContentNegotiationStrategy())));
    }
}
