package io.reactivezmq.interop.matrix;

import io.reactivezmq.SocketType;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.PythonPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LibzmqAvailable.class)
@DisplayName("With libzmq")
class LibzmqInteropTest extends InteropMatrix {

    private PythonPeer libzmq;

    @BeforeEach
    void start() {
        libzmq = PythonPeer.start();
    }

    @AfterEach
    void stop() {
        libzmq.close();
    }

    @Override
    String peer() {
        try (PythonPeer any = PythonPeer.start()) {
            return "libzmq " + any.version();
        }
    }

    @Override
    ForeignSocket foreign(SocketType type) {
        return libzmq.socket(type.wireName());
    }
}
