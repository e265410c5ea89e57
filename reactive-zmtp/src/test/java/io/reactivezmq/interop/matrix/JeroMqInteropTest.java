package io.reactivezmq.interop.matrix;

import io.reactivezmq.SocketType;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.JeroMqSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("With JeroMQ")
class JeroMqInteropTest extends InteropMatrix {

    private final List<ForeignSocket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        sockets.forEach(ForeignSocket::close);
        sockets.clear();
    }

    @Override
    String peer() {
        return "JeroMQ";
    }

    @Override
    ForeignSocket foreign(SocketType type) {
        ForeignSocket socket = new JeroMqSocket(type.wireName());
        sockets.add(socket);
        return socket;
    }
}
