package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Names made up by the test, whose addresses are all of this machine: all of 127.0.0.0/8 is. */
@DisplayName("A host name")
class HostNamesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(10);
    private static final String NOBODY = "127.0.0.99";

    /** Answers for {@code svc.test}, one for each question; the last goes on. */
    private final Queue<Mono<List<InetAddress>>> answers = new ArrayDeque<>();

    private int questions;
    private ZmqContext zmq = context(this::answer);

    private static ZmqContext context(HostResolver resolver) {
        return ZmqContext.create(o -> o.resolver(resolver));
    }

    private synchronized Mono<List<InetAddress>> answer(String host) {
        assertThat(host).isEqualTo("svc.test");
        questions++;
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    private synchronized int questions() {
        return questions;
    }

    private static Mono<List<InetAddress>> addresses(String... numbers) {
        return Mono.just(Arrays.stream(numbers).map(HostNamesTest::address).toList());
    }

    private static InetAddress address(String number) {
        try {
            return InetAddress.getByName(number);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private PushSocket push() {
        return zmq.push(o -> o.reconnectInterval(RETRY).linger(Duration.ZERO));
    }

    private static void assertTraffic(PushSocket push, PullSocket pull) {
        push.send("x").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
    }

    @Test
    @DisplayName("is tried at each of its addresses before the attempt has failed")
    void everyAddressIsTried() {
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        answers.add(addresses(NOBODY, "127.0.0.98", "127.0.0.1"));
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://svc.test:" + at.port());
        assertTraffic(push, pull);
        events.await(HandshakeSucceeded.class, event -> true);
        assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    @DisplayName("is resolved again at each attempt, and the new answer is used")
    void aChangedAnswerIsUsedAtTheNextDial() {
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        answers.add(addresses(NOBODY));
        answers.add(Mono.error(new UnknownHostException("svc.test")));
        answers.add(Mono.empty());
        answers.add(addresses());
        answers.add(addresses("127.0.0.1").publishOn(Schedulers.parallel()));
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://svc.test:" + at.port());
        assertTraffic(push, pull);
        events.await(HandshakeSucceeded.class, event -> true);
        assertThat(events.kinds())
                .isEqualTo("ConnectFailed ConnectRetried ".repeat(4) + "Connected HandshakeSucceeded");
        assertThat(questions()).isEqualTo(5);
    }

    @Test
    @DisplayName("is resolved again when a connection was lost: the service may have moved")
    void aServiceThatMovesIsFollowed() {
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        try (RawPeer.Door door = new RawPeer.Door()) {
            answers.add(addresses("127.0.0.1"));
            answers.add(addresses("127.0.0.2"));
            PullSocket moved = zmq.pull();
            moved.bind("tcp://127.0.0.2:" + door.endpoint().port()).block(LIMIT);
            push.connect("tcp://svc.test:" + door.endpoint().port());
            assertThat(events.next(Connected.class).address()).startsWith("127.0.0.1:");
            door.accept().shakeHands("PULL").close();
            events.next(Disconnected.class);
            assertThat(events.next(Connected.class).address()).startsWith("127.0.0.2:");
            assertTraffic(push, moved);
        }
    }

    @Test
    @DisplayName("has no IPv6 addresses as long as IPv6 is off")
    void withoutIpv6OnlyIpv4AddressesCount() {
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        answers.add(addresses("::1"));
        answers.add(addresses("::1", "127.0.0.1"));
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://svc.test:" + at.port());
        assertThat(events.next(ConnectFailed.class).cause()).hasStackTraceContaining("svc.test: no IPv4 address");
        assertTraffic(push, pull);
    }

    @Test
    @DisplayName("has addresses of both kinds when IPv6 is on, and the second answers where the first does not")
    void withIpv6BothKindsAreTried() {
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        answers.add(addresses("::1", "127.0.0.1"));
        PushSocket push = zmq.push(o -> o.ipv6(true).reconnectInterval(RETRY).linger(Duration.ZERO));
        EventLog events = EventLog.of(push);
        push.connect("tcp://svc.test:" + at.port());
        assertTraffic(push, pull);
        events.await(HandshakeSucceeded.class, event -> true);
        assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
    }

    @Test
    @DisplayName("such as localhost needs no resolver of the application")
    void theDefaultIsTheSystems() {
        zmq.close().block(LIMIT);
        zmq = ZmqContext.create();
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://localhost:" + at.port());
        assertThat(events.next(Connected.class).address()).isEqualTo("127.0.0.1:" + at.port());
        assertTraffic(push, pull);
    }

    @Test
    @DisplayName("that a resolver stumbles over is a failed attempt like any other")
    void aResolverThatThrowsIsAFailedAttempt() {
        zmq.close().block(LIMIT);
        int[] asked = {0};
        zmq = context(host -> {
            if (asked[0]++ == 0) {
                throw new IllegalStateException("the application's");
            }
            return addresses("127.0.0.1");
        });
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://svc.test:" + at.port());
        assertThat(events.next(ConnectFailed.class).cause()).hasRootCauseMessage("the application's");
        assertTraffic(push, pull);
    }

    /** What ends an attempt while its question has no answer. */
    private enum End {
        LIMIT,
        DISCONNECT,
        CLOSE
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, LIMIT",
        "tcp, DISCONNECT",
        "tcp, CLOSE",
        "udp, LIMIT",
        "udp, DISCONNECT",
        "udp, CLOSE",
        "by a proxy, LIMIT",
        "by a proxy, DISCONNECT",
        "by a proxy, CLOSE"
    })
    @DisplayName("is no longer asked for when the attempt is over")
    void theQuestionIsCanceledWithItsAttempt(String transport, End end) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch canceled = new CountDownLatch(1);
        answers.add(Mono.<List<InetAddress>>never()
                .doOnSubscribe(subscription -> asked.countDown())
                .doOnCancel(canceled::countDown));
        Duration limit = end == End.LIMIT ? Duration.ofMillis(50) : LIMIT;
        ZmqSocket<?> socket = transport.equals("udp")
                ? zmq.radio(o -> o.connectTimeout(limit))
                : zmq.push(o -> {
                    o.connectTimeout(limit).linger(Duration.ZERO);
                    if (transport.equals("by a proxy")) {
                        o.socksProxy("svc.test:1");
                    }
                });
        String endpoint = transport.equals("udp") ? "udp://svc.test:5555" : "tcp://svc.test:1";
        socket.connect(endpoint);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        if (end == End.DISCONNECT) {
            socket.disconnect(endpoint);
        } else if (end == End.CLOSE) {
            socket.close().block(LIMIT);
        }
        assertThat(canceled.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
