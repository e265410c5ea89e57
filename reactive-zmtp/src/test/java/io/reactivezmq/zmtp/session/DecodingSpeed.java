package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints how long a message takes through the codec, without any I/O: a rough figure, for a look now and then. */
public final class DecodingSpeed {

    private static final int ROUNDS = 4;
    private static final long ROUND_NANOS = 500_000_000;

    private DecodingSpeed() {}

    public static void main(String[] arguments) {
        measure("1 x 16 bytes", ZmqMessage.wrap(new byte[16]));
        measure("2 frames, 0 + 16 bytes", ZmqMessage.wrap(new byte[0], new byte[16]));
        measure("1 x 1024 bytes", ZmqMessage.wrap(new byte[1024]));
    }

    private static void measure(String what, ZmqMessage message) {
        Sink sink = new Sink();
        ZmtpSession session =
                new ZmtpSession(SessionConfig.plain(SocketType.PULL, new byte[0], TestPeer.LIMITS), false, sink);
        session.start();
        session.receive(TestPeer.greeting(1), 0, 64);
        session.receive(TestPeer.ready(), 0, TestPeer.ready().length);
        MessageEncoder encoder = session.encoder();
        int size = (int) encoder.encodedSize(message);
        byte[] read = new byte[65_536 / size * size];
        for (int at = 0; at < read.length; ) {
            at = encoder.encode(message, read, at);
        }
        for (int round = 0; round < ROUNDS; round++) {
            double encoding = nanosPerRead(() -> {
                for (int at = 0; at < read.length; ) {
                    at = encoder.encode(message, read, at);
                }
            });
            double decoding = nanosPerRead(() -> session.receive(read, 0, read.length));
            int messages = read.length / size;
            System.out.printf(
                    "%-24s encode %6.2f, decode %6.2f ns/message%n", what, encoding / messages, decoding / messages);
        }
    }

    private static double nanosPerRead(Runnable read) {
        long start = System.nanoTime();
        long reads = 0;
        long time = 0;
        while (time < ROUND_NANOS) {
            read.run();
            reads++;
            time = System.nanoTime() - start;
        }
        return (double) time / reads;
    }

    /** Counts, and keeps nothing. */
    private static final class Sink implements SessionHandler, LinkPipe {

        private final PeerInfo info =
                PeerInfoBuilder.of("test://here", "there", true).build();
        private long count;
        private @Nullable ZmqMessage last;

        @Override
        public void pong(byte[] bytes) {}

        @Override
        public void checkPlace() {}

        @Override
        public void authenticate(Credentials credentials, Consumer<AuthResult> answer) {}

        @Override
        public void compute(Supplier<Step> task, Consumer<Step> outcome) {}

        @Override
        public void receive(ZmqMessage message) {
            last = message;
            count++;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public LinkPipe ready(PeerAnnouncement peer, SessionTraffic traffic) {
            return this;
        }

        @Override
        public void pinged(Duration peerTimeToLive) {}

        @Override
        public PeerInfo peer() {
            return info;
        }

        @Override
        public int room() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean hasRoom() {
            return count >= 0;
        }

        @Override
        public void receive(Control control) {}

        @Override
        public void rejected(DropReason reason) {}

        @Override
        public void unsendable(DropReason reason) {}

        @Override
        public void readComplete() {}

        @Override
        public @Nullable ZmqMessage pollUrgent() {
            return null;
        }

        @Override
        public ZmqMessage underWay(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void written(int messages) {}

        @Override
        public void uncertain(int messages) {}

        @Override
        public @Nullable ZmqMessage poll() {
            return last;
        }

        @Override
        public void bytesReceived(long bytes) {}

        @Override
        public void bytesSent(long bytes) {}

        @Override
        public void undelivered(long messages) {}

        @Override
        public void closed(ZmqException cause) {}
    }
}
