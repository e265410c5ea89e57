package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Creates and keeps the sockets of the properties. */
final class DefaultZmqSockets implements ZmqSockets {

    private final Map<String, ManagedSocket> sockets = new LinkedHashMap<>();
    private final Map<String, ZmqSocket<?>> beans = new HashMap<>();

    DefaultZmqSockets(Map<String, Socket> properties, SocketFactory factory, List<ZmqSocketDecorator> decorators) {
        requireDistinct(properties.keySet());
        properties.forEach((name, socket) -> {
            ManagedSocket created = factory.create(name, socket);
            sockets.put(name, created);
            beans.put(name, decorated(created, decorators));
        });
    }

    private static ZmqSocket<?> decorated(ManagedSocket created, List<ZmqSocketDecorator> decorators) {
        ZmqSocket<?> socket = created.socket();
        for (ZmqSocketDecorator decorator : decorators) {
            socket = decorator.decorate(created.name(), socket);
        }
        return socket;
    }

    /** Refuses names that differ in case and dashes only: one property would be meant for both. */
    static void requireDistinct(Set<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String other = seen.put(name.replace("-", "").toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new ZmqConfigurationException(
                        "zmq.sockets." + name, "is the same name as zmq.sockets." + other, "rename one of the two");
            }
        }
    }

    Collection<ManagedSocket> managed() {
        return sockets.values();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(sockets.keySet());
    }

    @Override
    public ZmqSocket<?> get(String name) {
        ZmqSocket<?> found = beans.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "No socket is named '" + name + "': the names below zmq.sockets are " + sockets.keySet());
        }
        return found;
    }

    @Override
    public <S extends ZmqSocket<S>> S get(String name, Class<S> type) {
        ZmqSocket<?> socket = get(name);
        if (!type.isInstance(socket)) {
            throw new IllegalArgumentException(
                    "The socket '" + name + "' is a " + socket.type() + ", no " + type.getSimpleName());
        }
        return type.cast(socket);
    }
}
