package io.reactivezmq.interop;

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
    }

    @Override
    ForeignSocket foreign(String type) {
        ForeignSocket socket = new JeroMqSocket(type);
        sockets.add(socket);
        return socket;
    }
}
