package io.snapledger.link.trust;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Refuses to serve where callers could not be told apart; before any other bean is made. */
public final class ServerGuard implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final Logger log = LoggerFactory.getLogger(ServerGuard.class);

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment != null) {
            Binder binder = Binder.get(environment);
            check(
                    binder.bindOrCreate(TrustProperties.PREFIX, TrustProperties.class),
                    binder.bind("server.address", String.class).orElse(null));
        }
    }

    static void check(TrustProperties trust, @Nullable String address) {
        if (trust.bundle() != null) {
            return;
        }
        if (!trust.withoutCertificates()) {
            throw new UnsafeLink(
                    "snapledger.link.ssl-bundle is not set, so nobody could tell who calls: name a"
                            + " spring.ssl.bundle with this service's certificate"
                            + " (docs/operations/make-dev-certificates.sh makes some), or, on"
                            + " a machine of your own, set snapledger.link.without-certificates=true");
        }
        if (!Loopback.is(address)) {
            throw new UnsafeLink(
                    "snapledger.link.without-certificates=true serves whoever comes, so it is for a"
                            + " loopback address only; server.address="
                            + (address == null ? "(all)" : address)
                            + " needs certificates: set snapledger.link.ssl-bundle");
        }
        log.warn(
                "Without certificates: whoever is on this machine may call this service"
                        + " (snapledger.link.without-certificates)");
    }
}
