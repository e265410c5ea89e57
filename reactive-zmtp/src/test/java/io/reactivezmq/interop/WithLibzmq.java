package io.reactivezmq.interop;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.PythonPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A context of ours and a process with libzmq, new for each test. */
@ExtendWith(LibzmqAvailable.class)
abstract class WithLibzmq {

    static final Duration LIMIT = Duration.ofSeconds(20);

    ZmqContext zmq;
    PythonPeer libzmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        libzmq = PythonPeer.start();
    }

    @AfterEach
    void close() {
        libzmq.close();
        zmq.close().block(LIMIT);
    }

    static Endpoint bind(ZmqSocket<?> socket) {
        return socket.bind("tcp://127.0.0.1:*").block(LIMIT);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Messages of one frame each. */
    static List<ZmqMessage> messages(String... texts) {
        return Stream.of(texts).map(ZmqMessage::of).toList();
    }

    /** Has it send this one message. */
    static void say(LibzmqSocket socket, String... frames) {
        socket.send(List.of(ZmqMessage.of(frames))).join();
    }

    /** The next message that it receives. */
    static ZmqMessage hear(LibzmqSocket socket) {
        return socket.receive(1).join().get(0);
    }
}
