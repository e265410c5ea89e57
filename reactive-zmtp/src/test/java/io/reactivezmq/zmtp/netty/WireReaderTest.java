package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the wire log, from bytes in pieces of any size. */
class WireReaderTest {

    private static final byte[] SECRET = "topsecret".getBytes(StandardCharsets.US_ASCII);

    private final List<String> received = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    private WireReader peer = WireReader.ofPeer(received::add);
    private WireReader ours = WireReader.ofThisSide(sent::add, peer);

    private static byte[] bytes(Object... parts) {
        ByteBuf all = Unpooled.buffer();
        for (Object part : parts) {
            if (part instanceof byte[] array) {
                all.writeBytes(array);
            } else {
                all.writeByte((Integer) part);
            }
        }
        byte[] whole = new byte[all.readableBytes()];
        all.readBytes(whole);
        return whole;
    }

    /** Reads the bytes in pieces of at most this size, and leaves them as they are. */
    private static void read(WireReader reader, byte[] bytes, int most) {
        for (int at = 0; at < bytes.length; at += most) {
            int count = Math.min(most, bytes.length - at);
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, count);
            reader.read(piece);
            assertThat(piece.readableBytes()).isEqualTo(count);
        }
    }

    private List<String> receive(byte[] bytes) {
        List<String> whole = List.of();
        for (int most : new int[] {Integer.MAX_VALUE / 2, 1, 2, 3, 7, 64}) {
            received.clear();
            peer = WireReader.ofPeer(received::add);
            read(peer, bytes, most);
            if (most > bytes.length) {
                whole = List.copyOf(received);
            }
            assertThat(received).as("in pieces of %s bytes", most).isEqualTo(whole);
        }
        ours = WireReader.ofThisSide(sent::add, peer);
        return whole;
    }

    @Test
    void greetingCommandsAndFrames() {
        assertThat(receive(bytes(
                        Greeting.encode(0, "NULL", false),
                        RawPeer.command("READY", new byte[20]),
                        RawPeer.command("SUBSCRIBE", SECRET),
                        RawPeer.command("PING", new byte[2]),
                        RawPeer.frames(ZmqMessage.wrap(SECRET, new byte[0], new byte[1], new byte[70_000])))))
                .containsExactly(
                        "greeting of ZMTP 3.1 with NULL",
                        "command READY of 26 bytes",
                        "command SUBSCRIBE of 19 bytes",
                        "command PING of 7 bytes",
                        "frame of 9 bytes (MORE)",
                        "frame of 0 bytes (MORE)",
                        "frame of 1 byte (MORE)",
                        "frame of 70000 bytes (LONG)");
    }

    @Test
    void framesOfCurveAreSealed() {
        assertThat(receive(bytes(
                        Greeting.encode(0, "CURVE", true),
                        RawPeer.command("HELLO", new byte[194]),
                        FrameHeader.frame(0, SECRET),
                        FrameHeader.frame(0, new byte[300]))))
                .containsExactly(
                        "greeting of ZMTP 3.1 with CURVE",
                        "command HELLO of 200 bytes",
                        "sealed frame of 9 bytes",
                        "sealed frame of 300 bytes (LONG)");
    }

    @Test
    void commandsOfOtherNamesAreNotNamed() {
        assertThat(receive(bytes(
                        Greeting.encode(0, "NULL", false),
                        RawPeer.command(new String(SECRET, StandardCharsets.US_ASCII)),
                        FrameHeader.frame(FrameHeader.COMMAND, SECRET),
                        FrameHeader.frame(FrameHeader.COMMAND, new byte[0]),
                        FrameHeader.frame(FrameHeader.COMMAND, new byte[1]),
                        FrameHeader.frame(FrameHeader.COMMAND, new byte[] {4, 'P', 'I', 'N'}),
                        FrameHeader.frame(FrameHeader.COMMAND, new byte[400]),
                        RawPeer.command("PONG"))))
                .containsExactly(
                        "greeting of ZMTP 3.1 with NULL",
                        "unknown command of 10 bytes",
                        "unknown command of 9 bytes",
                        "unknown command of 0 bytes",
                        "unknown command of 1 byte",
                        "unknown command of 4 bytes",
                        "unknown command of 400 bytes (LONG)",
                        "command PONG of 5 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x10, 0x80})
    void afterAMalformedHeaderNothingIsDescribed(int flags) {
        assertThat(receive(bytes(Greeting.encode(0, "NULL", false), flags, 9, SECRET, RawPeer.command("PING"))))
                .containsExactly("greeting of ZMTP 3.1 with NULL", "bytes that are no frame");
    }

    @Test
    void aSizeThatNoFrameHasIsMalformed() {
        assertThat(receive(bytes(Greeting.encode(0, "NULL", false), 2, 0xff, new byte[7], SECRET)))
                .containsExactly("greeting of ZMTP 3.1 with NULL", "bytes that are no frame");
    }

    @Test
    void thePeersVersionIsThatOfBothDirections() {
        // ZMTP 2.0: signature, version 1, socket type, routing id, and frames without commands.
        byte[] signature = Greeting.encode(0, "NULL", false);
        byte[] old = bytes(Arrays.copyOf(signature, 10), 1, 2);
        assertThat(receive(bytes(old, FrameHeader.frame(0, SECRET), FrameHeader.frame(4, SECRET))))
                .containsExactly("greeting of ZMTP 2.0", "frame of 9 bytes", "frame of 9 bytes");
        read(ours, bytes(old, FrameHeader.frame(0, new byte[0]), FrameHeader.frame(1, SECRET)), 1);
        assertThat(sent).containsExactly("greeting of ZMTP 2.0", "frame of 0 bytes", "frame of 9 bytes (MORE)");
    }

    @Test
    void framesOfOldPeersWithAGreeting() {
        byte[] signature = Greeting.encode(0, "NULL", false);
        byte[] old = bytes(Arrays.copyOf(signature, 10), 0, 2);
        byte[] frames = bytes(Zmtp1FrameHeader.frame(1, SECRET), Zmtp1FrameHeader.frame(0, new byte[300]));
        assertThat(receive(bytes(old, frames)))
                .containsExactly("greeting of ZMTP 1.0", "frame of 9 bytes (MORE)", "frame of 300 bytes (LONG)");
        read(ours, bytes(old, frames), 5);
        assertThat(sent).isEqualTo(received);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void framesOfOldPeersWithoutAGreeting(int idLength) {
        byte[] frames = bytes(
                Zmtp1FrameHeader.frame(0, new byte[0]),
                Zmtp1FrameHeader.frame(1, SECRET),
                Zmtp1FrameHeader.frame(0, new byte[300]));
        assertThat(receive(frames))
                .containsExactly(
                        "no greeting: ZMTP 1.0 or no ZMTP at all",
                        "frame of 0 bytes",
                        "frame of 9 bytes (MORE)",
                        "frame of 300 bytes (LONG)");
        // The signature of this side is the header of its routing id to such a peer.
        byte[] signature = Arrays.copyOf(Greeting.encode(idLength, "NULL", false), 10);
        read(ours, bytes(signature, new byte[idLength], Zmtp1FrameHeader.frame(0, SECRET)), 1);
        assertThat(sent).containsExactly("frame of " + idLength + " bytes (LONG)", "frame of 9 bytes");
    }

    @Test
    void aPeerWhoseSignatureDoesNotEndAsOne() {
        // A long frame of ZMTP 1.0: ff, eight bytes of length, flags.
        assertThat(receive(Zmtp1FrameHeader.frame(0, new byte[300])))
                .containsExactly("no greeting: ZMTP 1.0 or no ZMTP at all", "frame of 300 bytes (LONG)");
    }

    @Test
    void aPeerWhoseMessageLooksLikeAGreeting() {
        // A long frame of ZMTP 1.0 with MORE, whose flags are a valid end of a signature.
        byte[] message = new byte[300];
        System.arraycopy(SECRET, 0, message, 2, SECRET.length);
        message[0] = 3;
        assertThat(receive(Zmtp1FrameHeader.frame(1, message)))
                .first()
                .isEqualTo("greeting of ZMTP 3.0 with an unknown mechanism");
    }

    @Test
    void withoutAProtocolOnlyBytesAreCounted() {
        WireReader reader = WireReader.ofBytes(received::add);
        read(reader, SECRET, 8);
        reader.read(Unpooled.EMPTY_BUFFER);
        assertThat(received).containsExactly("8 bytes", "1 byte");
    }

    @Test
    void nothingOfWhatGarbageContainsIsDescribed() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            // A long name, wherever it is taken for one.
            for (int at = random.nextInt(40); at + SECRET.length < garbage.length; at += 20) {
                System.arraycopy(SECRET, 0, garbage, at, SECRET.length);
            }
            byte[] greeting = random.nextBoolean() ? new byte[0] : Greeting.encode(0, "NULL", false);
            for (String line : receive(bytes(greeting, garbage))) {
                assertThat(line)
                        .matches(
                                "greeting of ZMTP (\\d+\\.\\d+ with (NULL|an unknown mechanism)|[12]\\.0)|no greeting: ZMTP 1\\.0 or no ZMTP at all"
                                        + "|bytes that are no frame"
                                        + "|(frame|unknown command|command [A-Z]+) of \\d+ bytes?( \\([A-Z, ]+\\))?");
            }
        }
    }
}
