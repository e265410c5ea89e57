package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes the bytes of one direction of a connection, in pieces of any size: one line for the greeting, each command
 * and each frame. A line has names, sizes and flags. Nothing else of a body is ever in a line, not even of a malformed
 * one.
 */
final class WireReader {

    // The names that may be in a line. Any other one may be the content of a message, if the peer speaks no ZMTP.
    private static final List<String> MECHANISMS = List.of("NULL", "PLAIN", "CURVE", "GSSAPI");
    private static final Set<String> COMMANDS = Set.of(
            "READY",
            "ERROR",
            "HELLO",
            "WELCOME",
            "INITIATE",
            "MESSAGE",
            "SUBSCRIBE",
            "CANCEL",
            "JOIN",
            "LEAVE",
            "PING",
            "PONG");

    private static final int LONGEST_NAME = 9;

    /** The length of signature, major version and socket type, which are the greeting of an older peer. */
    private static final int OLD_GREETING = 12;

    /** The protocol version of a connection, which the peer's greeting determines. */
    private enum Version {
        UNKNOWN,
        /** ZMTP 1.0 or no ZMTP at all: the first bytes are those of a frame. */
        NO_GREETING,
        V1_0,
        V2_0,
        V3;

        boolean hasOldFrames() {
            return this == NO_GREETING || this == V1_0;
        }

        int greetingLength() {
            return this == V1_0 || this == V2_0 ? OLD_GREETING : Greeting.LENGTH;
        }
    }

    /** What the next byte is part of. */
    private enum Part {
        GREETING,
        HEADER,
        NAME,
        BODY,

        /** Bytes without a protocol. */
        BYTES,

        /** Bytes after a malformed header. */
        UNREADABLE
    }

    private final Consumer<String> lines;

    /** The other direction, whose greeting determines the version; null when it is this direction's. */
    private final @Nullable WireReader peer;

    private final byte[] greeting = new byte[Greeting.LENGTH];
    private final byte[] header = new byte[Zmtp1FrameHeader.MAX_LENGTH];
    private final byte[] name = new byte[1 + LONGEST_NAME];

    private Part part;
    private Version version = Version.UNKNOWN;
    private boolean sealed;

    /** The number of bytes in the array of the current part. */
    private int filled;

    private int flags;
    private long size;

    /** The number of missing bytes of a body. */
    private long left;

    private WireReader(Consumer<String> lines, @Nullable WireReader peer, Part part) {
        this.lines = lines;
        this.peer = peer;
        this.part = part;
    }

    /** Describes what the peer sends. */
    static WireReader ofPeer(Consumer<String> lines) {
        return new WireReader(lines, null, Part.GREETING);
    }

    /** Describes what this side sends, in the version that the peer's greeting asks for. */
    static WireReader ofThisSide(Consumer<String> lines, WireReader peer) {
        return new WireReader(lines, peer, Part.GREETING);
    }

    /** Describes bytes without a protocol, by their number. */
    static WireReader ofBytes(Consumer<String> lines) {
        return new WireReader(lines, null, Part.BYTES);
    }

    /** Describes the readable bytes of the buffer, which is left unchanged. */
    void read(ByteBuf in) {
        int to = in.writerIndex();
        if (part == Part.BYTES && in.isReadable()) {
            lines.accept(count(in.readableBytes()));
        }
        int at = in.readerIndex();
        while (at < to && part != Part.BYTES && part != Part.UNREADABLE) {
            if (part == Part.BODY) {
                int count = (int) Math.min(left, to - at);
                at += count;
                skip(count);
            } else {
                read(in.getByte(at++));
            }
        }
    }

    private void read(byte value) {
        switch (part) {
            case GREETING -> readGreeting(value);
            case HEADER -> readHeader(value);
            case NAME -> readName(value);
            case BODY -> skip(1);
            default -> {
                // Nothing is known about this byte.
            }
        }
    }

    // Greeting.

    private void readGreeting(byte value) {
        if (filled == Greeting.SIGNATURE_END && peer != null && peer.version == Version.NO_GREETING) {
            endSignature();
            read(value);
            return;
        }
        greeting[filled++] = value;
        if (peer == null) {
            look();
        }
        if (part == Part.GREETING && filled == (peer == null ? version : peer.version).greetingLength()) {
            endGreeting();
        }
    }

    /** Determines the version from the peer's greeting, like the session. */
    private void look() {
        if (filled == 1 && !Greeting.isSignatureFirst(greeting[0])
                || filled == Greeting.SIGNATURE_END
                        && !Greeting.isSignatureLast(greeting[Greeting.SIGNATURE_END - 1])) {
            version = Version.NO_GREETING;
            lines.accept("no greeting: ZMTP 1.0 or no ZMTP at all");
            int begun = filled;
            begin(Part.HEADER);
            for (int i = 0; i < begun; i++) {
                read(greeting[i]);
            }
        } else if (filled == Greeting.MAJOR_END) {
            int major = greeting[Greeting.SIGNATURE_END] & 0xff;
            version = major >= 2 ? Version.V3 : major == 1 ? Version.V2_0 : Version.V1_0;
        }
    }

    /** Treats the signature as the header of this side's routing id, as a peer without a greeting does. */
    private void endSignature() {
        version = Version.NO_GREETING;
        System.arraycopy(greeting, 0, header, 0, Greeting.SIGNATURE_END);
        // The last byte of the signature is in the place of flags, and has others.
        header[Greeting.SIGNATURE_END - 1] = 0;
        filled = Greeting.SIGNATURE_END;
        endHeader();
    }

    private void endGreeting() {
        version = peer == null ? version : peer.version;
        if (version == Version.V3) {
            Greeting whole = Greeting.decode(greeting);
            String mechanism = name(whole.mechanism());
            sealed = mechanism.equals("CURVE");
            lines.accept("greeting of ZMTP " + whole.major() + "." + whole.minor() + " with " + mechanism);
        } else {
            lines.accept("greeting of ZMTP " + (version == Version.V2_0 ? "2.0" : "1.0"));
        }
        begin(Part.HEADER);
    }

    private static String name(byte[] mechanism) {
        return MECHANISMS.stream()
                .filter(known -> Arrays.equals(Greeting.mechanism(known), mechanism))
                .findFirst()
                .orElse("an unknown mechanism");
    }

    // Frames.

    private void readHeader(byte value) {
        header[filled++] = value;
        int length = version.hasOldFrames() ? Zmtp1FrameHeader.length(header[0]) : FrameHeader.length(header[0]);
        if (filled == length) {
            endHeader();
        }
    }

    private void endHeader() {
        if (version.hasOldFrames()) {
            size = Zmtp1FrameHeader.size(header);
            boolean more = (header[filled - 1] & FrameHeader.MORE) != 0;
            flags = (more ? FrameHeader.MORE : 0) | (filled == Zmtp1FrameHeader.MAX_LENGTH ? FrameHeader.LONG : 0);
        } else {
            size = FrameHeader.size(header, 0);
            flags = header[0] & 0xff;
        }
        if (size < 0 || (flags & ~FrameHeader.KNOWN) != 0) {
            lines.accept("bytes that are no frame");
            begin(Part.UNREADABLE);
        } else if (version == Version.V3 && (flags & FrameHeader.COMMAND) != 0) {
            begin(Part.NAME);
            if (size == 0) {
                endName();
            }
        } else {
            lines.accept((sealed ? "sealed frame" : "frame") + ofSize());
            beginBody(size);
        }
    }

    private void readName(byte value) {
        name[filled++] = value;
        int length = Math.min(1 + (name[0] & 0xff), name.length);
        if (filled == Math.min(length, size)) {
            endName();
        }
    }

    private void endName() {
        String text = filled == 0 ? "" : new String(name, 1, filled - 1, StandardCharsets.US_ASCII);
        boolean known = COMMANDS.contains(text) && name[0] == text.length();
        lines.accept((known ? "command " + text : "unknown command") + ofSize());
        beginBody(size - filled);
    }

    private String ofSize() {
        StringJoiner set = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if ((flags & FrameHeader.MORE) != 0) {
            set.add("MORE");
        }
        if ((flags & FrameHeader.LONG) != 0) {
            set.add("LONG");
        }
        return " of " + count(size) + set;
    }

    private static String count(long bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }

    private void beginBody(long length) {
        left = length;
        begin(length == 0 ? Part.HEADER : Part.BODY);
    }

    private void skip(int bytes) {
        left -= bytes;
        if (left == 0) {
            begin(Part.HEADER);
        }
    }

    private void begin(Part next) {
        part = next;
        filled = 0;
    }
}
