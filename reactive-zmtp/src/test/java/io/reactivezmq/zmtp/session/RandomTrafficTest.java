package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.codec.PlainMessageEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random messages, with commands between their frames, in random pieces, to a pipe that often has no room. */
class RandomTrafficTest {

    private static final byte[] PING = {4, 7, 4, 'P', 'I', 'N', 'G', 0, 1};
    private static final byte[] UNKNOWN = {4, 4, 3, 'F', 'O', 'O'};
    private static final byte[] EMPTY = {4, 0};

    private final MessageEncoder encoder = PlainMessageEncoder.INSTANCE;
    private int pings;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9, 100, 5_000, 70_000, 1_000_000})
    void arrivesAsItWasSent(int largestPiece) {
        for (int seed = 0; seed < 20; seed++) {
            arrives(new Random(31L * largestPiece + seed), largestPiece);
        }
    }

    private void arrives(Random random, int largestPiece) {
        pings = 0;
        List<ZmqMessage> sent = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int budget = largestPiece < 100 ? 20_000 : 400_000;
        while (wire.size() < budget) {
            ZmqMessage message = message(random, largestPiece < 100 ? 600 : 70_000);
            sent.add(message);
            write(message, random, wire);
        }
        TestPeer peer = TestPeer.ready(random.nextBoolean() ? SocketType.PULL : SocketType.XSUB);
        boolean bodies = random.nextBoolean();
        peer.room = random.nextBoolean() ? () -> true : () -> random.nextInt(3) > 0;
        deliver(peer, wire.toByteArray(), random, largestPiece, bodies);

        assertThat(peer.messages).isEqualTo(sent);
        assertThat(peer.log.stream()
                        .filter(line -> line.equals("pinged PT0.1S"))
                        .count())
                .isEqualTo(pings);
        assertThat(peer.log).hasSize(sent.size() + pings);
    }

    /** As a connection would: what was left is given again before anything new; bodies are read to their place. */
    private static void deliver(TestPeer peer, byte[] wire, Random random, int largestPiece, boolean bodies) {
        int at = 0;
        while (at < wire.length || peer.left() > 0) {
            int piece = Math.min(1 + random.nextInt(largestPiece), wire.length - at);
            if (bodies && peer.left() == 0 && peer.session.wantsBody()) {
                int count = Math.min(piece, peer.session.bodyRoom());
                System.arraycopy(wire, at, peer.session.bodyTarget(), peer.session.bodyOffset(), count);
                peer.session.bodyFilled(count);
                at += count;
            } else {
                byte[] bytes = new byte[peer.left() > 0 ? 0 : piece];
                System.arraycopy(wire, at, bytes, 0, bytes.length);
                peer.feed(bytes);
                at += bytes.length;
            }
        }
    }

    private static ZmqMessage message(Random random, int largest) {
        byte[][] frames = new byte[random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(5)][];
        for (int i = 0; i < frames.length; i++) {
            int size = switch (random.nextInt(8)) {
                case 0 -> random.nextInt(largest);
                case 1 -> 250 + random.nextInt(10);
                case 2 -> 0;
                default -> random.nextInt(40);
            };
            frames[i] = new byte[size];
            random.nextBytes(frames[i]);
        }
        return ZmqMessage.wrap(frames);
    }

    private void write(ZmqMessage message, Random random, ByteArrayOutputStream wire) {
        byte[] header = new byte[FrameHeader.MAX_LENGTH];
        Wire.encode(encoder, message);
        for (int i = 0; i < message.frameCount(); i++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    wire.writeBytes(PING);
                    pings++;
                }
                case 1 -> wire.writeBytes(UNKNOWN);
                case 2 -> wire.writeBytes(EMPTY);
                default -> {
                    // No command here.
                }
            }
            wire.write(header, 0, encoder.encodeHeader(message, i, header, 0));
            wire.writeBytes(message.unwrap(i));
        }
    }
}
