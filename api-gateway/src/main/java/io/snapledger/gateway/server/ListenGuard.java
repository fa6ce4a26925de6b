package io.snapledger.gateway.server;

import io.snapledger.gateway.edge.AuthProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start where callers could not be told apart; before any other bean is made. */
@Component
final class ListenGuard implements BeanFactoryPostProcessor, EnvironmentAware {

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment != null) {
            check(
                    Binder.get(environment).bindOrCreate("snapledger.auth", AuthProperties.class),
                    Binder.get(environment).bind("server.address", String.class).orElse(null));
        }
    }

    static void check(AuthProperties auth, @Nullable String address) {
        switch (auth.strategy()) {
            // Whoever comes has to bring a token that Keystone knows.
            case KEYSTONE -> {}
            case NOAUTH -> {
                if (!isLoopback(address) && !auth.allowNoauthOnAllAddresses()) {
                    throw new UnsafeSettings(
                            "snapledger.auth.strategy=noauth lets anybody be anybody, so it is served"
                                    + " on a loopback address only; server.address="
                                    + (address == null ? "(all)" : address)
                                    + " needs snapledger.auth.allow-noauth-on-all-addresses=true as"
                                    + " well");
                }
            }
        }
    }

    private static boolean isLoopback(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
