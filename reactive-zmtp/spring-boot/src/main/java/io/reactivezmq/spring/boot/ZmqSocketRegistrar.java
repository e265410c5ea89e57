package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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
        Map<String, Socket> sockets = Binder.get(environment)
                .bind("zmq.sockets", Bindable.mapOf(String.class, Socket.class))
                .orElse(Map.of());
        DefaultZmqSockets.requireDistinct(sockets.keySet());
        sockets.forEach((name, socket) -> {
            register(registry, name, SocketKind.of(SocketFactory.typeOf(name, socket)));
            String alias = DASH.matcher(name).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
            if (!alias.equals(name)) {
                registry.registerAlias(name, alias);
            }
        });
    }

    private static <S extends ZmqSocket<S>> void register(BeanRegistry registry, String name, SocketKind<S, ?> kind) {
        registry.registerBean(
                name,
                kind.socketClass(),
                bean -> bean.description("zmq.sockets." + name)
                        .supplier(context -> context.bean(ZmqSockets.class).get(name, kind.socketClass())));
    }
}
