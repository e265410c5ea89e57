package io.reactivezmq.spring.boot;

import io.reactivezmq.DishSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidGroupException;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/** Creates the sockets of the properties, neither bound nor connected. */
final class SocketFactory {

    private final ZmqContext zmq;
    private final SocketDefaults defaults;
    private final Details details;
    private final @Nullable SslBundles bundles;
    private final List<ZmqSocketCustomizer> customizers;

    SocketFactory(
            ZmqContext zmq,
            SocketDefaults defaults,
            Details details,
            @Nullable SslBundles bundles,
            List<ZmqSocketCustomizer> customizers) {
        this.zmq = zmq;
        this.defaults = defaults;
        this.details = details;
        this.bundles = bundles;
        this.customizers = customizers;
    }

    ManagedSocket create(String name, Socket own) {
        SocketType type = typeOf(name, own);
        Duration[] linger = {Duration.ZERO};
        ZmqSocket<?> socket = SocketKind.of(type).create(zmq, options -> {
            configure(name, type, own, options);
            linger[0] = options.settings().linger();
        });
        subscribe(name, type, own, socket);
        List<String> bind = details.first(each -> each.getBind(name));
        List<String> connect = details.first(each -> each.getConnect(name));
        return new ManagedSocket(
                name,
                type,
                socket,
                bind == null ? own.bind() : bind,
                connect == null ? own.connect() : connect,
                linger[0]);
    }

    static SocketType typeOf(String name, Socket own) {
        SocketType type = own.type();
        if (type == null) {
            throw new ZmqConfigurationException(
                    ManagedSocket.propertyOf(name) + "type", "is missing", "set it to a type such as sub or req");
        }
        return type;
    }

    private void configure(String name, SocketType type, Socket own, SocketOptions<?> options) {
        options.name(name);
        SocketOptionsMapper.defaults(options);
        OptionSetter common = new OptionSetter("zmq.defaults.", type, options, false);
        new SocketOptionsMapper(common).apply(defaults.properties());
        OptionSetter setter = new OptionSetter(ManagedSocket.propertyOf(name), type, options, true);
        new SocketOptionsMapper(setter).apply(own);
        new SocketSecurityMapper(setter, common).apply(own, defaults, name, details);
        new SocketTlsMapper(own.ssl().bundle() == null ? common : setter)
                .apply(defaults.ssl(own), details.first(each -> each.getSslBundle(name)), bundles);
        customizers.forEach(each -> each.customize(name, options));
    }

    private static void subscribe(String name, SocketType type, Socket own, ZmqSocket<?> socket) {
        List<String> prefixes = listOf(own.subscribe());
        List<String> groups = listOf(own.join());
        if (socket instanceof SubSocket sub) {
            prefixes.forEach(sub::subscribe);
        } else {
            refuse(name, type, own.subscribe() != null, "subscribe", SocketType.SUB);
        }
        if (socket instanceof DishSocket dish) {
            for (int i = 0; i < groups.size(); i++) {
                join(dish, ManagedSocket.propertyOf(name) + "join[" + i + "]", groups.get(i));
            }
        } else {
            refuse(name, type, own.join() != null, "join", SocketType.DISH);
        }
    }

    /** Returns the values. An empty list stands for one empty value, because {@code subscribe:} is bound to one. */
    private static List<String> listOf(@Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        return values.isEmpty() ? List.of("") : values;
    }

    private static void join(DishSocket dish, String property, String group) {
        try {
            dish.join(group);
        } catch (InvalidGroupException refused) {
            throw new ZmqConfigurationException(
                    property, "cannot be used", String.valueOf(refused.getMessage()), refused);
        }
    }

    private static void refuse(String name, SocketType type, boolean set, String property, SocketType only) {
        if (set) {
            throw OptionSetter.notApplicable(ManagedSocket.propertyOf(name) + property, type, List.of(only));
        }
    }
}
