package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Creates and keeps the sockets of the properties. */
final class DefaultZmqSockets implements ZmqSockets {

    private final Map<String, ManagedSocket> sockets = new LinkedHashMap<>();

    DefaultZmqSockets(Map<String, Socket> properties, SocketFactory factory) {
        requireDistinct(properties.keySet());
        properties.forEach((name, socket) -> sockets.put(name, factory.create(name, socket)));
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
        ManagedSocket found = sockets.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "No socket is named '" + name + "': the names below zmq.sockets are " + sockets.keySet());
        }
        return found.socket();
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
