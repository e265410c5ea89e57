package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What all fuzz tests of sessions do: the same bytes must have the same outcome however they are cut. */
final class SessionFuzz {

    private static final SocketType[] TYPES = SocketType.values();
    /** So often in a row a session may do nothing for want of room; then it has room. */
    private static final int IDLE = 20;

    private SessionFuzz() {}

    static SocketType type(byte chosen) {
        return TYPES[(chosen & 0xff) % TYPES.length];
    }

    /** A session before its first byte. */
    static TestPeer peer(SocketType type, ZmtpVersion oldest, MechanismFactory mechanism) {
        // Small, so that they are met; and as many PINGs as come, because how many are answered depends on the time.
        LimitSettings limits = new XPubOptions()
                .maxFrameSize(2000)
                .maxMessageSize(3000)
                .maxFrames(5)
                .maxCommandSize(1000)
                .maxSubscriptionsPerPeer(10)
                .maxSubscriptionLength(500)
                .maxSubscriptionBytesPerPeer(1 << 20)
                .maxSubscriptionBytes(1 << 20)
                .maxPingsPerSecond(Integer.MAX_VALUE)
                .oldestVersion(oldest)
                .settings()
                .links()
                .limits();
        TestPeer peer = new TestPeer(
                new SessionConfig(type, new byte[] {'m', 'e'}, limits, Map.of("X-Me", "1"), mechanism, true));
        peer.session.start();
        return peer;
    }

    static TestPeer plain(SocketType type, ZmtpVersion oldest) {
        return peer(type, oldest, ours -> new NullMechanism(ours, false));
    }

    static void sameHoweverCut(Supplier<TestPeer> peers, byte[] bytes) {
        TestPeer whole = peers.get().feed(bytes);
        TestPeer inPieces = peers.get();
        Random random = new Random(bytes.length);
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(7));
            inPieces.feed(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        TestPeer cramped = peers.get();
        cramped.room = () -> random.nextInt(3) == 0;
        cramped.feed(Arrays.copyOf(bytes, bytes.length / 2));
        cramped.feed(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
        for (int idle = 0; idle < 2 * IDLE && cramped.left() > 0; ) {
            int before = cramped.left();
            cramped.feed(new byte[0]);
            idle = cramped.left() < before ? 0 : idle + 1;
            if (idle == IDLE) {
                cramped.room = () -> true;
            }
        }
        assertSame(whole, inPieces);
        assertSame(whole, cramped);
    }

    private static void assertSame(TestPeer one, TestPeer other) {
        for (int i = 0; i < Math.max(one.log.size(), other.log.size()); i++) {
            String first = i < one.log.size() ? one.log.get(i) : "nothing";
            String second = i < other.log.size() ? other.log.get(i) : "nothing";
            if (!first.equals(second)) {
                throw new AssertionError("line " + i + ": " + first + " or " + second);
            }
        }
        if (!one.writtenHex().equals(other.writtenHex())) {
            throw new AssertionError("written: " + one.writtenHex() + " or " + other.writtenHex());
        }
    }
}
