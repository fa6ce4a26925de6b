package io.snapledger.link.read;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Makes a bean of each read interface. */
public final class ReadsRegistrar implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        ReadInterfaces.ALL.forEach(type -> register(registry, type));
    }

    private static <T> void register(BeanRegistry registry, Class<T> type) {
        registry.registerBean(
                type.getSimpleName(),
                type,
                spec -> spec.supplier(context -> context.bean(ReadClients.class).of(type)));
    }
}
