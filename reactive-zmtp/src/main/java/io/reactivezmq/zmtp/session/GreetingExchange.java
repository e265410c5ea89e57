package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Printable;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the greetings. Like libzmq, this side sends its own in steps: the signature at once, the major version
 * after the peer's signature, and the rest after the peer's major version. So it can answer an older peer in that
 * peer's version, if {@code oldestVersion} allows it. Older peers are always refused when peers must authenticate,
 * because they have no credentials.
 */
final class GreetingExchange {

    /** The length of signature, major version and socket type, in bytes. */
    private static final int OLD_LENGTH = 12;

    private final SessionConfig config;
    private final byte[] ours;
    private final String mechanism;
    private final ZmtpVersion oldest;
    private final SessionHandler handler;
    private final byte[] theirs = new byte[Greeting.LENGTH];
    private int expected = Greeting.LENGTH;
    private int read;
    private int written;
    private @Nullable Dialect dialect;

    /** The number of bytes read as a greeting that belong to the first frame of a peer without a greeting. */
    private int frameBytes;

    /**
     * The routing id in the format of an older peer, or only its bytes when the signature has served as the frame's
     * header.
     */
    private List<byte[]> identity = List.of();

    GreetingExchange(SessionConfig config, Mechanism mechanism, SessionHandler handler) {
        this.config = config;
        this.ours = Greeting.encode(config.announcedId().length, mechanism.name(), mechanism.asServer());
        this.mechanism = mechanism.name();
        this.oldest = mechanism.acceptsOldVersions() ? config.limits().entry().oldestVersion() : ZmtpVersion.V3_0;
        this.handler = handler;
    }

    /** Writes the signature. */
    void start() {
        writeUpTo(Greeting.SIGNATURE_END);
    }

    /** Reads bytes until the peer's protocol version is known, and returns the index after them. */
    int receive(byte[] data, int from, int to) {
        int at = from;
        while (at < to && dialect == null) {
            theirs[read++] = data[at++];
            look();
        }
        return at;
    }

    private void look() {
        if (read == 1 && !Greeting.isSignatureFirst(theirs[0])) {
            old(ZmtpVersion.V1_0, "its first byte is " + (theirs[0] & 0xff) + ": ZMTP 1.0 or no ZMTP at all");
            beginWithFrame();
        } else if (read == Greeting.SIGNATURE_END) {
            if (Greeting.isSignatureLast(theirs[Greeting.SIGNATURE_END - 1])) {
                writeUpTo(Greeting.MAJOR_END);
            } else {
                old(ZmtpVersion.V1_0, "it has no version: ZMTP 1.0");
                beginWithFrame();
            }
        } else if (read == Greeting.MAJOR_END) {
            lookAtMajor(theirs[Greeting.SIGNATURE_END] & 0xff);
        } else if (read == expected) {
            if (expected == OLD_LENGTH) {
                beginOld();
            } else {
                accept(Greeting.decode(theirs));
            }
        }
    }

    private void lookAtMajor(int major) {
        // A peer that announces major version 2 gets a complete greeting, as in libzmq. A ZMTP 2.0 peer announces 1.
        if (major >= 2) {
            writeUpTo(Greeting.LENGTH);
            return;
        }
        old(major == 0 ? ZmtpVersion.V1_0 : ZmtpVersion.V2_0, major == 0 ? "ZMTP 1.0" : "ZMTP 2.0");
        expected = OLD_LENGTH;
        handler.write(new byte[] {Zmtp2SocketTypes.number(config.type())});
    }

    private void old(ZmtpVersion version, String what) {
        if (version.compareTo(oldest) < 0) {
            throw new ProtocolException(
                    ProtocolError.UNSUPPORTED_VERSION,
                    "the greeting of the peer is not that of ZMTP 3, " + what + " (oldestVersion is " + oldest + ")");
        }
    }

    /**
     * Treats the bytes read so far as the peer's first frame. The peer takes this side's signature for the header of a
     * frame.
     */
    private void beginWithFrame() {
        frameBytes = read;
        dialect = Dialect.V1_0;
        if (config.announcedId().length > 0) {
            identity = List.of(config.announcedId().clone());
        }
    }

    private void beginOld() {
        byte[] id = config.announcedId();
        if (theirs[Greeting.SIGNATURE_END] == 0) {
            dialect = Dialect.V1_0;
            identity = List.of(Zmtp1FrameHeader.frame(0, id));
        } else {
            Zmtp2SocketTypes.check(config.type(), theirs[OLD_LENGTH - 1]);
            dialect = Dialect.V2_0;
            identity = List.of(FrameHeader.frame(0, id));
        }
    }

    private void accept(Greeting greeting) {
        byte[] name = greeting.mechanism();
        if (!Arrays.equals(name, Greeting.mechanism(mechanism))) {
            throw new ProtocolException(
                    ProtocolError.MECHANISM_MISMATCH,
                    "the peer's mechanism is \"" + Printable.of(name, 0, lengthOf(name)) + "\", ours " + mechanism);
        }
        dialect = greeting.hasSubscriptionCommands() ? Dialect.V3_1 : Dialect.V3_0;
    }

    private void writeUpTo(int end) {
        if (written < end) {
            handler.write(Arrays.copyOfRange(ours, written, end));
            written = end;
        }
    }

    /** Returns the protocol version used with the peer; null until it is known. */
    @Nullable
    Dialect dialect() {
        return dialect;
    }

    /** Returns the peer's greeting. Requires a peer of version 3. */
    Greeting greeting() {
        return Greeting.decode(theirs);
    }

    /** Returns the socket type in a greeting of version 2.0; empty for other versions. */
    String oldType() {
        return dialect == Dialect.V2_0 ? Zmtp2SocketTypes.name(theirs[OLD_LENGTH - 1]) : "";
    }

    /**
     * Returns the bytes that complete this side's part towards a peer older than version 3: its routing id. The list is
     * empty when the signature, which such a peer takes for a frame, has already announced an empty routing id.
     */
    List<byte[]> identity() {
        return identity;
    }

    /** Returns the bytes that have been read already but belong to the peer's first frame. */
    byte[] frameBytes() {
        return Arrays.copyOf(theirs, frameBytes);
    }

    private static int lengthOf(byte[] padded) {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
