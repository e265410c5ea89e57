package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DishSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.JeroMqSocket;
import io.reactivezmq.testing.RawPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import zmq.Msg;

@DisplayName("RADIO and DISH over tcp, with JeroMQ, with each other, and byte by byte")
class RadioDishOverTcpTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MANY = 500;

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static List<String> texts() {
        return IntStream.range(0, MANY).mapToObj(i -> "message " + i).toList();
    }

    @ParameterizedTest(name = "our RADIO and a DISH of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void radio(boolean weBind) {
        try (JeroMqSocket dish = new JeroMqSocket("DISH")) {
            RadioSocket radio = zmq.radio();
            dish.call(socket -> socket.join("even")).join();
            if (weBind) {
                dish.connect(radio.bind("tcp://127.0.0.1:*").block(LIMIT));
            } else {
                radio.connect(dish.bind().uri());
            }
            var received = dish.call(socket -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    Msg message = socket.recv(0);
                    assertThat(message.getGroup()).isEqualTo("even");
                    all.add(new String(message.data(), StandardCharsets.UTF_8));
                }
                return all;
            });
            // A JeroMQ socket takes note of who has come only while it is used.
            radio.awaitMembers(1).block(LIMIT);
            radio.send(Flux.fromIterable(texts())
                            .concatMapIterable(text -> List.of(ZmqMessage.of("odd", "x"), ZmqMessage.of("even", text))))
                    .block(LIMIT);
            assertThat(received).succeedsWithin(LIMIT).isEqualTo(texts());
        }
    }

    @ParameterizedTest(name = "our DISH and a RADIO of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void dish(boolean weBind) {
        try (JeroMqSocket radio = new JeroMqSocket("RADIO")) {
            DishSocket dish = zmq.dish().join("g");
            if (weBind) {
                radio.connect(dish.bind("tcp://127.0.0.1:*").block(LIMIT));
            } else {
                dish.connect(radio.bind().uri());
            }
            dish.awaitPeers(1).block(LIMIT);
            // It cannot wait for a peer that has joined, so it sends until the first message arrives.
            var sent = radio.call(socket -> {
                for (int i = 0; i < 10_000; i++) {
                    for (String group : List.of("other", "g")) {
                        Msg message = new Msg(("m" + i).getBytes(StandardCharsets.UTF_8));
                        message.setGroup(group);
                        socket.send(message, 0);
                    }
                    Thread.onSpinWait();
                }
                return true;
            });
            List<ZmqMessage> received = dish.receive().take(20).collectList().block(LIMIT);
            assertThat(received).allSatisfy(message -> {
                assertThat(message.text(0)).isEqualTo("g");
                assertThat(message.text()).startsWith("m");
                assertThat(message.frameCount()).isEqualTo(2);
            });
            assertThat(sent).succeedsWithin(LIMIT);
        }
    }

    @Test
    @DisplayName("ours with each other: groups change while in use")
    void withEachOther() {
        RadioSocket radio = zmq.radio();
        Endpoint at = radio.bind("tcp://127.0.0.1:*").block(LIMIT);
        DishSocket dish = zmq.dish().join("a").connect(at);
        radio.awaitMembers(1).block(LIMIT);
        radio.send("b", ZmqMessage.of("not yet")).block(LIMIT);
        radio.send("a", Flux.fromIterable(texts()).map(ZmqMessage::of)).block(LIMIT);
        assertThat(dish.receive().map(ZmqMessage::text).take(MANY).collectList().block(LIMIT))
                .isEqualTo(texts());
        DishSocket other = zmq.dish().join("b").connect(at);
        radio.awaitMembers(2).block(LIMIT);
        dish.leave("a");
        radio.send("b", ZmqMessage.of("now")).block(LIMIT);
        assertThat(other.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("b", "now"));
    }

    @Test
    @DisplayName("a RADIO writes the group as a frame with MORE and the body behind it, and reads JOIN and LEAVE")
    void wire() {
        RadioSocket radio = zmq.radio();
        Endpoint at = radio.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer dish = RawPeer.connect(at).shakeHands("DISH")) {
            dish.send(RawPeer.command("JOIN", "g".getBytes(StandardCharsets.US_ASCII)));
            radio.awaitMembers(1).block(LIMIT);
            radio.send("g", ZmqMessage.of("body")).block(LIMIT);
            assertThat(dish.read(9)).isEqualTo(new byte[] {1, 1, 'g', 0, 4, 'b', 'o', 'd', 'y'});
        }
    }

    @Test
    @DisplayName("a DISH writes JOIN after the handshake, survives a PING, and ends a connection that sends no group")
    void wireOfADish() {
        DishSocket dish = zmq.dish().join("g");
        EventLog events = EventLog.of(dish);
        Endpoint at = dish.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer radio = RawPeer.connect(at).shakeHands("RADIO")) {
            assertThat(radio.read(8)).isEqualTo(new byte[] {4, 6, 4, 'J', 'O', 'I', 'N', 'g'});
            radio.send(RawPeer.command("PING", (byte) 0, (byte) 0, (byte) 'x'));
            assertThat(radio.readFrame().isCommand("PONG")).isTrue();
            radio.send(ZmqMessage.of("g", "m"));
            assertThat(dish.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("g", "m"));
            radio.send(ZmqMessage.of("no group"));
            events.next(Disconnected.class);
        }
    }
}
