package io.reactivezmq.options;

/**
 * What strangers may ask of us at most: peers whose handshake is not finished.
 *
 * @param oldestVersion the oldest protocol version that is spoken with them
 * @param maxConnections connections to one listener, with those whose handshake is finished
 * @param maxHandshakes open handshakes at one listener
 * @param maxHandshakesPerAddress the same, from one address
 * @param maxHandshakeSize bytes that a peer may send before its handshake is finished
 * @param maxProperties things that a peer may tell of itself
 */
public record EntrySettings(
        ZmtpVersion oldestVersion,
        int maxConnections,
        int maxHandshakes,
        int maxHandshakesPerAddress,
        int maxHandshakeSize,
        int maxProperties) {

    /** As it is when nothing is set. */
    public static final EntrySettings DEFAULT = new EntrySettings(ZmtpVersion.V3_0, 10_000, 1000, 250, 16 * 1024, 64);

    /** The same with another oldest version. */
    public EntrySettings since(ZmtpVersion oldest) {
        return new EntrySettings(
                oldest, maxConnections, maxHandshakes, maxHandshakesPerAddress, maxHandshakeSize, maxProperties);
    }
}
