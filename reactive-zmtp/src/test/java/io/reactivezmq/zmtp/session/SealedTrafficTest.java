package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The seam for mechanisms that seal frames, tried with a toy that needs three commands and counts frames. */
class SealedTrafficTest {

    private static final LimitSettings LIMITS = new XPubOptions()
            .maxFrameSize(300)
            .maxMessageSize(400)
            .maxFrames(4)
            .maxCommandSize(600)
            .maxSubscriptionsPerPeer(10)
            .settings()
            .links()
            .limits();

    @Test
    void messagesAndCommandsAreSealed() {
        TestPeer client = peer(SocketType.XSUB, false);
        TestPeer server = peer(SocketType.XPUB, true);
        shakeHands(client, server);

        ZmqMessage message = ZmqMessage.wrap(new byte[300], new byte[0], new byte[10]);
        byte[] wire = concat(
                client.session.encode(Control.subscribe(new byte[] {'a'})),
                Wire.encode(client.session.encoder(), message),
                client.session.ping(Duration.ofSeconds(1)),
                Wire.encode(client.session.encoder(), ZmqMessage.of("hi")));
        for (byte each : wire) {
            server.feed(new byte[] {each});
            assertThat(server.session.wantsBody()).isFalse();
        }
        assertThat(server.log).hasSize(4).startsWith("SUBSCRIBE 61").endsWith("pinged PT1S", "message 6869");
        assertThat(server.messages).containsExactly(message, ZmqMessage.of("hi"));
        client.feed(server.written.toByteArray());
        assertThat(client.log).isEmpty();
        assertThat(client.session.encoder().bodiesAreClear()).isFalse();
        assertThatThrownBy(() -> client.session.encoder().encodeHeader(message, 0, new byte[9], 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsOpenedWithoutRoom() {
        TestPeer client = peer(SocketType.PUSH, false);
        TestPeer server = peer(SocketType.PULL, true);
        shakeHands(client, server);
        byte[] wire = concat(
                Wire.encode(client.session.encoder(), ZmqMessage.of("a", "b")),
                Wire.encode(client.session.encoder(), ZmqMessage.of("c")));
        server.room = () -> server.log.isEmpty();
        assertThat(server.feed(wire).messages).hasSize(1);
        server.room = () -> true;
        assertThat(server.feed("").messages).hasSize(2);
    }

    @Test
    void limitsAreForWhatIsInside() {
        TestPeer client = peer(SocketType.PUSH, false);
        TestPeer server = peer(SocketType.PULL, true);
        shakeHands(client, server);
        server.feed(Wire.encode(client.session.encoder(), ZmqMessage.wrap(new byte[200], new byte[201])));
        assertThat(server.log).containsExactly("error LIMIT_EXCEEDED");
        server = peer(SocketType.PULL, true);
        shakeHands(peer(SocketType.PUSH, false), server);
        assertThat(server.feed("02 000000000000025b").log).containsExactly("error LIMIT_EXCEEDED");
    }

    @Test
    void whatDoesNotOpenEndsTheConnection() {
        TestPeer server = peer(SocketType.PULL, true);
        shakeHands(peer(SocketType.PUSH, false), server);
        assertThat(server.feed("00026869").log).containsExactly("error CRYPTOGRAPHIC");
    }

    @Test
    void theServersLastWordWaitsForTheJudgement() {
        TestPeer client = peer(SocketType.PUB, false);
        TestPeer server = peer(SocketType.PULL, true);
        client.session.start();
        server.session.start();
        exchange(client, server);
        assertThat(server.log).containsExactly("error INCOMPATIBLE_SOCKET_TYPE");
        assertThat(client.log).containsExactly("error UNEXPECTED_COMMAND");
    }

    private static TestPeer peer(SocketType type, boolean server) {
        return new TestPeer(
                new SessionConfig(type, new byte[0], LIMITS, Map.of(), metadata -> new Toy(metadata, server), true));
    }

    private static void shakeHands(TestPeer client, TestPeer server) {
        client.session.start();
        server.session.start();
        exchange(client, server);
        assertThat(client.session.isReady()).isTrue();
        assertThat(server.session.isReady()).isTrue();
        client.log.clear();
        server.log.clear();
    }

    private static void exchange(TestPeer one, TestPeer two) {
        while (one.written.size() + two.written.size() > 0) {
            byte[] fromOne = one.written.toByteArray();
            byte[] fromTwo = two.written.toByteArray();
            one.written.reset();
            two.written.reset();
            two.feed(fromOne);
            one.feed(fromTwo);
        }
    }

    private static byte[] concat(byte[]... parts) {
        byte[] whole = {};
        for (byte[] part : parts) {
            int at = whole.length;
            whole = Arrays.copyOf(whole, at + part.length);
            System.arraycopy(part, 0, whole, at, part.length);
        }
        return whole;
    }

    /** {@code 'M'} and metadata from the client, {@code 'W'} and metadata from the server. */
    private static final class Toy implements Mechanism {

        private final Metadata ours;
        private final boolean server;
        private @Nullable Metadata theirs;

        Toy(Metadata ours, boolean server) {
            this.ours = ours;
            this.server = server;
        }

        @Override
        public String name() {
            return "TOY";
        }

        @Override
        public boolean asServer() {
            return server;
        }

        @Override
        public Step start() {
            return server ? Step.NOTHING : Step.send(concat(new byte[] {'M'}, ours.encode()));
        }

        @Override
        public Step receive(byte[] command) {
            if (command[0] != (server ? 'M' : 'W')) {
                throw new ProtocolException(ProtocolError.UNEXPECTED_COMMAND, "no toy");
            }
            theirs = Metadata.decode(command, 1, command.length);
            return server ? Step.send(concat(new byte[] {'W'}, ours.encode())) : Step.NOTHING;
        }

        @Override
        public @Nullable Metadata peerMetadata() {
            return theirs;
        }

        @Override
        public boolean isReady() {
            return theirs != null;
        }

        @Override
        public FrameCipher cipher() {
            return new Cipher();
        }
    }

    /** {@code count(1) flags(1)} in front, everything turned over. */
    private static final class Cipher implements FrameCipher {

        private byte sealed;
        private byte opened;

        @Override
        public int overhead() {
            return 2;
        }

        @Override
        public int seal(int flags, byte[] body, byte[] out, int at) {
            out[at] = sealed++;
            out[at + 1] = (byte) flags;
            for (int i = 0; i < body.length; i++) {
                out[at + 2 + i] = (byte) ~body[i];
            }
            return at + 2 + body.length;
        }

        @Override
        public ClearFrame open(byte[] sealedBody) {
            if (sealedBody.length < 2 || sealedBody[0] != opened++) {
                throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "no toy");
            }
            byte[] body = new byte[sealedBody.length - 2];
            for (int i = 0; i < body.length; i++) {
                body[i] = (byte) ~sealedBody[2 + i];
            }
            return new ClearFrame(sealedBody[1], body);
        }
    }
}
