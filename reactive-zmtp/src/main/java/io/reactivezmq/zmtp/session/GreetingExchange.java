package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Printable;
import java.util.Arrays;

/**
 * The greetings, both ways. Ours goes out in three steps as libzmq's does: the signature at once, the major version
 * when the peer's signature is known, the rest when its major version is. A peer of an older version then can still be
 * answered in its own language; so far such peers are refused.
 */
final class GreetingExchange {

    private final byte[] ours;
    private final String mechanism;
    private final SessionHandler handler;
    private final byte[] theirs = new byte[Greeting.LENGTH];
    private int read;
    private int written;

    GreetingExchange(int routingIdLength, String mechanism, boolean asServer, SessionHandler handler) {
        this.ours = Greeting.encode(routingIdLength, mechanism, asServer);
        this.mechanism = mechanism;
        this.handler = handler;
    }

    /** Writes the signature. */
    void start() {
        writeUpTo(Greeting.SIGNATURE_END);
    }

    /** Takes octets until the peer's greeting is whole; returns the position behind them. */
    int receive(byte[] data, int at, int to) {
        int count = Math.min(Greeting.LENGTH - read, to - at);
        System.arraycopy(data, at, theirs, read, count);
        read += count;
        checkVersion();
        return at + count;
    }

    private void checkVersion() {
        if (read > 0 && !Greeting.isSignatureFirst(theirs[0])) {
            throw tooOld("its first octet is " + (theirs[0] & 0xff) + ": ZMTP 1.0 or no ZMTP at all");
        }
        if (read >= Greeting.SIGNATURE_END) {
            if (!Greeting.isSignatureLast(theirs[Greeting.SIGNATURE_END - 1])) {
                throw tooOld("it has no version: ZMTP 1.0");
            }
            writeUpTo(Greeting.MAJOR_END);
        }
        if (read >= Greeting.MAJOR_END) {
            int major = theirs[Greeting.SIGNATURE_END] & 0xff;
            if (major < 2) {
                throw tooOld(major == 0 ? "ZMTP 1.0" : "ZMTP 2.0");
            }
            // Whoever says 2 is waited for as libzmq does; a true 2.0 peer says 1.
            writeUpTo(Greeting.LENGTH);
        }
    }

    private void writeUpTo(int end) {
        if (written < end) {
            handler.write(Arrays.copyOfRange(ours, written, end));
            written = end;
        }
    }

    private static ProtocolException tooOld(String what) {
        return new ProtocolException(
                ProtocolError.UNSUPPORTED_VERSION, "the peer does not greet as ZMTP 3 does, " + what);
    }

    /** Whether the peer's greeting is whole. */
    boolean isComplete() {
        return read == Greeting.LENGTH;
    }

    /**
     * The peer's greeting.
     *
     * @throws ProtocolException when its mechanism is not ours; all 20 octets count
     */
    Greeting accept() {
        Greeting greeting = Greeting.decode(theirs);
        byte[] name = greeting.mechanism();
        if (!Arrays.equals(name, Greeting.mechanism(mechanism))) {
            throw new ProtocolException(
                    ProtocolError.MECHANISM_MISMATCH,
                    "the peer's mechanism is \"" + Printable.of(name, 0, lengthOf(name)) + "\", ours " + mechanism);
        }
        return greeting;
    }

    private static int lengthOf(byte[] padded) {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
