package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.testing.Received;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;

/** Whatever a socket of any type is asked with null or numbers below zero, or after its end, is answered at once. */
class NonsenseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));

    @AfterEach
    void close() {
        zmq.close().block(PATIENCE);
    }

    /** The methods of the context that make a socket with the default options. */
    static Stream<String> types() {
        return Stream.of(ZmqContext.class.getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && ZmqSocket.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .sorted();
    }

    private ZmqSocket<?> socket(String type) throws ReflectiveOperationException {
        return (ZmqSocket<?>) ZmqContext.class.getMethod(type).invoke(zmq);
    }

    /** What the socket's public types declare. */
    private static List<Method> methods(ZmqSocket<?> socket) {
        Class<?> face = Stream.of(socket.getClass().getInterfaces())
                .filter(ZmqSocket.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
        return Stream.of(face.getMethods()).filter(method -> !method.isBridge()).toList();
    }

    private static Object call(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void thereAreAllTypes() {
        assertThat(types()).hasSize(21).contains("push", "dgram", "peer");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void nullIsRefused(String type) throws Exception {
        ZmqSocket<?> socket = socket(type);
        assertThat(methods(socket))
                .filteredOn(method -> method.getParameterCount() > 0
                        && Stream.of(method.getParameterTypes()).noneMatch(Class::isPrimitive))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                catchThrowable(() -> call(socket, method, new Object[method.getParameterCount()])))
                        .isInstanceOfAny(NullPointerException.class, ZmqException.class));
        if (socket instanceof MessageSender sending) {
            // It is as well as before.
            assertThat(Received.of(sending.flush(), 1).awaitEnd().isCompleted()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void negativeNumbersAreRefused(String type) throws Exception {
        ZmqSocket<?> socket = socket(type);
        assertThat(methods(socket))
                .filteredOn(method -> method.getParameterCount() > 0
                        && Stream.of(method.getParameterTypes()).allMatch(int.class::equals))
                .extracting(Method::getName)
                .contains("awaitPeers", "highWaterMarks");
        for (Method method : methods(socket)) {
            if (method.getParameterCount() > 0
                    && Stream.of(method.getParameterTypes()).allMatch(int.class::equals)) {
                Object[] arguments = Stream.generate(() -> -1)
                        .limit(method.getParameterCount())
                        .toArray();
                assertThatThrownBy(() -> call(socket, method, arguments)).isInstanceOf(InvalidOptionException.class);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void afterTheEndNothingHangs(String type) throws Throwable {
        ZmqSocket<?> socket = socket(type);
        socket.close().block(PATIENCE);
        for (Method method : methods(socket)) {
            if (method.getParameterCount() == 0 && Publisher.class.isAssignableFrom(method.getReturnType())) {
                Throwable end = Received.of((Publisher<?>) call(socket, method), Long.MAX_VALUE)
                        .awaitEnd()
                        .error();
                if (end != null) {
                    assertThat(end).as(method.getName()).isInstanceOf(SocketClosedException.class);
                }
            }
        }
        assertThat(socket.isClosed()).isTrue();
        socket.close().block(PATIENCE);
        assertThatThrownBy(() -> socket.connect(type.equals("dgram") ? "udp://127.0.0.1:9" : "inproc://x"))
                .isInstanceOf(ZmqException.class);
    }
}
