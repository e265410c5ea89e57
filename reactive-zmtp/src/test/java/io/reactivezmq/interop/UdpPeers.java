package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DgramSocket;
import io.reactivezmq.DishSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Datagrams;
import io.reactivezmq.testing.PythonPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * RADIO, DISH and DGRAM by udp with libzmq, which has them only as a draft. Not among the tests that every build runs,
 * as it needs Node.js and a package of npm's: {@code docs/compatibility.md} tells how.
 */
@DisplayName("By udp, with libzmq,")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UdpPeers {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MANY = 100;

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    /** One socket of libzmq, in a process of its own. */
    private static final class Peer implements AutoCloseable {

        private final Process process;
        private final Writer out;
        private final BufferedReader in;

        Peer(String type, String... options) {
            try {
                Path script =
                        Path.of(UdpPeers.class.getResource("/peers/udp.js").toURI());
                List<String> arguments = new ArrayList<>(List.of(script.toString(), type));
                arguments.addAll(List.of(options));
                process = PythonPeer.node("zeromq", arguments.toArray(String[]::new))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
            out = process.outputWriter();
            in = process.inputReader();
        }

        /** Does this, and returns what came of it. */
        String ask(String what) {
            tell(what);
            return answer();
        }

        void tell(String what) {
            try {
                out.write(what + "\n");
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String answer() {
            try {
                String answer = in.readLine();
                assertThat(answer).startsWith("ok ");
                return answer.substring(3);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(byte[] first, byte[] body) {
            Base64.Encoder text = Base64.getEncoder();
            ask("send " + text.encodeToString(first) + " " + text.encodeToString(body));
        }

        void send(String first, String body) {
            send(first.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
        }

        ZmqMessage receive() {
            String[] frames = ask("receive").split(" ", -1);
            Base64.Decoder text = Base64.getDecoder();
            return ZmqMessage.wrap(text.decode(frames[0]), text.decode(frames[1]));
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int freePort() {
        try (Datagrams probe = new Datagrams()) {
            return probe.address().getPort();
        }
    }

    private static byte[] random(int bytes) {
        byte[] body = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(body);
        return body;
    }

    @Test
    @DisplayName("a RADIO of ours and a DISH of theirs")
    void ourRadio() {
        String endpoint = "udp://127.0.0.1:" + freePort();
        try (Peer dish = new Peer("Dish")) {
            dish.ask("bind " + endpoint);
            dish.ask("join g");
            RadioSocket radio = zmq.radio().connect(endpoint);
            byte[] largest = random(8192 - 2);
            for (int i = 0; i < MANY; i++) {
                radio.send("other", ZmqMessage.of("x")).block(LIMIT);
                radio.send("g", ZmqMessage.of("m" + i)).block(LIMIT);
                assertThat(dish.receive()).isEqualTo(ZmqMessage.of("g", "m" + i));
            }
            radio.send("g", ZmqMessage.of("")).block(LIMIT);
            assertThat(dish.receive()).isEqualTo(ZmqMessage.of("g", ""));
            radio.send("g", ZmqMessage.wrap(largest)).block(LIMIT);
            assertThat(dish.receive()).isEqualTo(ZmqMessage.wrap(new byte[] {'g'}, largest));
            // With 128 and more theirs aborts: it reads the length as a signed byte.
            String name = "n".repeat(127);
            dish.ask("join " + name);
            radio.send(name, ZmqMessage.of("long")).block(LIMIT);
            assertThat(dish.receive()).isEqualTo(ZmqMessage.of(name, "long"));
        }
    }

    @Test
    @DisplayName("a DISH of ours and a RADIO of theirs, whose datagrams come without demand too")
    void ourDish() {
        DishSocket dish = zmq.dish(o -> o.receiveHighWaterMark(10)).join("g");
        Endpoint at = dish.bind("udp://127.0.0.1:*").block(LIMIT);
        try (Peer radio = new Peer("Radio")) {
            radio.ask("connect " + at);
            byte[] largest = random(8192 - 2);
            radio.send("other", "x");
            radio.send("g", "first");
            radio.send("g".getBytes(StandardCharsets.UTF_8), largest);
            assertThat(dish.receive().take(2).collectList().block(LIMIT))
                    .containsExactly(ZmqMessage.of("g", "first"), ZmqMessage.wrap(new byte[] {'g'}, largest));
            String name = "n".repeat(255);
            dish.join(name);
            dish.statistics().block(LIMIT);
            radio.send(name, "long");
            assertThat(dish.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(name, "long"));
            for (int i = 0; i < MANY; i++) {
                radio.send("g", "m" + i);
            }
            Await.until(
                    "the drops", () -> dish.statistics().block(LIMIT).dropped(DropReason.RECEIVER_FULL) == MANY - 10);
            for (int i = 0; i < 10; i++) {
                assertThat(dish.receiveOne().block(LIMIT).text()).isEqualTo("m" + i);
            }
        }
    }

    @Test
    @DisplayName("a multicast group with members of both kinds, and RADIOs of both kinds")
    void multicast() {
        String group = "239.255.78." + ThreadLocalRandom.current().nextInt(1, 255);
        DishSocket ours = zmq.dish().join("g");
        try (Peer theirs = new Peer("Dish");
                Peer radio = new Peer("Radio")) {
            Endpoint at = ours.bind("udp://127.0.0.1;" + group + ":*").block(LIMIT);
            theirs.ask("bind " + at);
            theirs.ask("join g");
            zmq.radio().connect(at).send("g", ZmqMessage.of("from ours")).block(LIMIT);
            assertThat(ours.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("g", "from ours"));
            assertThat(theirs.receive()).isEqualTo(ZmqMessage.of("g", "from ours"));
            radio.ask("connect " + at);
            radio.send("g", "from theirs");
            assertThat(ours.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("g", "from theirs"));
            assertThat(theirs.receive()).isEqualTo(ZmqMessage.of("g", "from theirs"));
        }
    }

    @Test
    @DisplayName("DGRAMs ask and answer, either way")
    void dgram() {
        String theirAddress = "127.0.0.1:" + freePort();
        DgramSocket ours = zmq.dgram();
        Endpoint at = ours.bind("udp://127.0.0.1:*").block(LIMIT);
        try (Peer theirs = new Peer("Datagram")) {
            theirs.ask("bind udp://" + theirAddress);
            for (int i = 0; i < MANY; i++) {
                ours.to(theirAddress).send("question " + i).block(LIMIT);
                // Theirs ends with a zero.
                ZmqMessage question = theirs.receive();
                assertThat(question).isEqualTo(ZmqMessage.of(at.address() + "\0", "question " + i));
                theirs.send(question.unwrap(0), ("answer " + i).getBytes(StandardCharsets.UTF_8));
                assertThat(ours.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(theirAddress, "answer " + i));
            }
            theirs.send(at.address(), "question of theirs");
            ours.send(ours.receive().take(1)).block(LIMIT);
            assertThat(theirs.receive().text()).isEqualTo("question of theirs");
        }
    }
}
