package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Registers each socket of the properties as a bean with the interface of its type, so that it can be injected by type
 * and name. A name with dashes, such as {@code price-feed}, has the alias {@code priceFeed}, so that the name of a
 * parameter can be equal to it.
 */
final class ZmqSocketRegistrar implements BeanRegistrar {

    private static final Pattern DASH = Pattern.compile("-+(.)");

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        Binder binder = Binder.get(environment);
        bind(binder, "zmq.defaults", Bindable.of(Socket.class));
        Map<String, Socket> sockets = bind(binder, "zmq.sockets", Bindable.mapOf(String.class, Socket.class))
                .orElse(Map.of());
        DefaultZmqSockets.requireDistinct(sockets.keySet());
        sockets.forEach((name, socket) -> {
            register(registry, name, SocketKind.of(SocketFactory.typeOf(name, socket)));
            String alias = DASH.matcher(name).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
            if (!alias.equals(name)) {
                registerAlias(registry, name, alias);
            }
        });
    }

    /** Refuses unknown names: without a misspelled {@code authorized-keys}, a server would accept every client. */
    private static <T> BindResult<T> bind(Binder binder, String name, Bindable<T> target) {
        try {
            return binder.bind(
                    name,
                    target,
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException failure) {
            if (failure.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
                // The value may be a secret, so neither it nor the cause is shown.
                throw new ZmqConfigurationException(
                        unknown.getUnboundProperties()
                                .iterator()
                                .next()
                                .getName()
                                .toString(),
                        "does not exist",
                        "correct the name, or remove the property");
            }
            throw failure;
        }
    }

    private static void registerAlias(BeanRegistry registry, String name, String alias) {
        try {
            registry.registerAlias(name, alias);
        } catch (IllegalStateException taken) {
            throw new ZmqConfigurationException(
                    "zmq.sockets." + name,
                    "has the alias " + alias + ", which is the name of another bean",
                    "rename the socket or the bean",
                    taken);
        }
    }

    private static <S extends ZmqSocket<S>> void register(BeanRegistry registry, String name, SocketKind<S, ?> kind) {
        registry.registerBean(
                name,
                kind.socketClass(),
                bean -> bean.description("zmq.sockets." + name)
                        .supplier(context -> context.bean(ZmqSockets.class).get(name, kind.socketClass())));
    }
}
