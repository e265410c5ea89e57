package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The key pairs of a CURVE server, up to {@link #MOST}. They may be replaced while sockets use them:
 * {@code options.curveServer(keys)}. Several sockets may share one instance. Thread-safe.
 *
 * <p>To change the key of a server without refusing any client, {@link #replace} the old pair by the new and the old
 * one. Give clients the new public key one by one, and then replace both pairs by the new one. The server finds the key
 * that a client uses by trying the pairs in order. Each try costs a key agreement, so the key that most clients use
 * should come first.
 *
 * <p>A handshake uses the keys that are current when the server handles the client's HELLO. Connections stay when their
 * key is removed; {@code ZmqSocket.disconnectPeers} closes them.
 */
public final class CurveServerKeys {

    /**
     * The largest number of key pairs. The limit bounds the work for a HELLO that fits none, as the server tries all of
     * them.
     */
    public static final int MOST = 8;

    private volatile List<CurveKeyPair> current;

    private CurveServerKeys(List<CurveKeyPair> pairs) {
        current = pairs;
    }

    /**
     * Creates an instance with these key pairs.
     *
     * @throws InvalidOptionException when there are more than {@link #MOST}, or one occurs twice
     */
    public static CurveServerKeys of(CurveKeyPair first, CurveKeyPair... others) {
        return new CurveServerKeys(checked(first, others));
    }

    /**
     * Replaces all key pairs by these, for handshakes from now on.
     *
     * @throws InvalidOptionException when there are more than {@link #MOST}, or one occurs twice
     */
    public void replace(CurveKeyPair first, CurveKeyPair... others) {
        current = checked(first, others);
    }

    /** Returns the current key pairs, in order. */
    public List<CurveKeyPair> current() {
        return current;
    }

    private static List<CurveKeyPair> checked(CurveKeyPair first, CurveKeyPair... others) {
        List<CurveKeyPair> pairs = new ArrayList<>(1 + others.length);
        pairs.add(Objects.requireNonNull(first, "key pair (ZMQ_CURVE_SECRETKEY) is null"));
        for (CurveKeyPair other : others) {
            if (pairs.contains(Objects.requireNonNull(other, "key pair (ZMQ_CURVE_SECRETKEY) is null"))) {
                throw new InvalidOptionException(
                        "curveServer's keys (ZMQ_CURVE_SECRETKEY)", other.publicKey(), "each pair once");
            }
            pairs.add(other);
        }
        if (pairs.size() > MOST) {
            throw new InvalidOptionException(
                    "curveServer's keys (ZMQ_CURVE_SECRETKEY)", pairs.size() + " pairs", "at most " + MOST);
        }
        return List.copyOf(pairs);
    }

    /** Returns the public keys. */
    @Override
    public String toString() {
        return current.stream().map(CurveKeyPair::publicKey).toList().toString();
    }
}
