package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The keys that a CURVE server is reached by, of which there may be several, and which may be replaced while sockets
 * use them: {@code options.curveServer(keys)}. Several sockets may share one of these. Thread-safe.
 *
 * <p>To change a server's key without turning anybody away: {@link #replace} the old pair by the new and the old one,
 * give clients the new public key one by one, and then replace both by the new one alone. Whom a client meant is found
 * by trying the keys in their order, each of which costs a key agreement, so the one that most clients know comes
 * first.
 *
 * <p>A client is held to the keys that there are when its handshake begins. Connections stay when their key goes;
 * {@code ZmqSocket.disconnectPeers} ends them.
 */
public final class CurveServerKeys {

    /** How many keys there may be at once: a HELLO that fits none makes a server try them all. */
    public static final int MOST = 8;

    private volatile List<CurveKeyPair> current;

    private CurveServerKeys(List<CurveKeyPair> pairs) {
        current = pairs;
    }

    /**
     * These keys, to begin with.
     *
     * @throws InvalidOptionException when there are more than {@link #MOST}, or one is there twice
     */
    public static CurveServerKeys of(CurveKeyPair first, CurveKeyPair... others) {
        return new CurveServerKeys(checked(first, others));
    }

    /**
     * From now on, these keys.
     *
     * @throws InvalidOptionException when there are more than {@link #MOST}, or one is there twice
     */
    public void replace(CurveKeyPair first, CurveKeyPair... others) {
        current = checked(first, others);
    }

    /** The keys there are now, in their order. */
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

    /** The public halves. */
    @Override
    public String toString() {
        return current.stream().map(CurveKeyPair::publicKey).toList().toString();
    }
}
