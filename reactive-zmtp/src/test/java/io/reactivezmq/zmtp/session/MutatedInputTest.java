package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.zmtp.session.TestVectors.TestVector;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded input with random faults: it ends in a protocol error or not, but never otherwise, however it is cut. */
class MutatedInputTest {

    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"PULL", "ROUTER", "XPUB"})
    void endsTheSameWayHoweverItIsCut(SocketType type) {
        List<TestVector> inputs =
                TestVectors.ours().stream().filter(TestVector::isInput).toList();
        Random random = new Random(type.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(inputs, random);
            TestPeer whole = started(type).feed(bytes);
            TestPeer pieces = started(type);
            if (random.nextBoolean()) {
                pieces.room = () -> random.nextInt(3) > 0;
            }
            for (int at = 0; at < bytes.length; ) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
                pieces.feed(Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
            for (int i = 0; i < 1000 && pieces.left() > 0; i++) {
                pieces.feed(new byte[0]);
            }
            assertThat(pieces.log).isEqualTo(whole.log);
            assertThat(pieces.writtenHex()).isEqualTo(whole.writtenHex());
        }
    }

    private static TestPeer started(SocketType type) {
        TestPeer peer = new TestPeer(type);
        peer.session.start();
        return peer;
    }

    private static byte[] mutated(List<TestVector> inputs, Random random) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        if (random.nextInt(10) > 0) {
            wire.writeBytes(TestPeer.greeting(1));
            if (random.nextInt(10) > 0) {
                wire.writeBytes(TestPeer.ready());
            }
        }
        int fixed = wire.size();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            wire.writeBytes(inputs.get(random.nextInt(inputs.size())).bytes());
        }
        byte[] bytes = wire.toByteArray();
        for (int i = random.nextInt(6); i > 0; i--) {
            // Mostly behind the handshake, which is too brittle to come far otherwise.
            int at = random.nextInt(10) == 0 ? 0 : fixed;
            if (bytes.length > at) {
                bytes[at + random.nextInt(bytes.length - at)] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }
}
