package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.security.CurveSecretKey;
import io.reactivezmq.security.CurveServerKeys;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.spi.settings.ConnectSettings;
import io.reactivezmq.spi.settings.HeartbeatSettings;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.spi.settings.MetadataSettings;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.QueueSettings;
import io.reactivezmq.spi.settings.ReconnectSettings;
import io.reactivezmq.spi.settings.SecuritySettings;
import io.reactivezmq.spi.settings.SocketSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Options of all socket types. Each setter checks its value at once, and throws {@link InvalidOptionException} with the
 * name of the option. Defaults are libzmq's unless said otherwise.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class SocketOptions<O extends SocketOptions<O>> extends LimitOptions<O> {

    private static final Duration LONGEST_TTL = Duration.ofMillis(6_553_500);

    // Every socket has queues in both directions. The options for them are in SendOptions and ReceiveOptions.
    int sendHighWaterMark = 1000;
    int receiveHighWaterMark = 1000;
    int maxPendingSends = 1024;

    private Duration linger;
    private int eventBuffer = 256;
    private Duration connectTimeout = Duration.ZERO;
    private Duration handshakeTimeout = Duration.ofSeconds(30);
    private Duration reconnectInterval = Duration.ofMillis(100);
    private Duration reconnectIntervalMax = Duration.ZERO;
    private Duration refusedRetryInterval = Duration.ZERO;
    private Predicate<? super ZmqException> reconnectWhen = SocketOptions::mayPassOnRetry;
    private Set<ReconnectStop> reconnectStops = Set.of();
    private Duration heartbeatInterval = Duration.ZERO;
    private @Nullable Duration heartbeatTimeout;
    private Duration heartbeatTimeToLive = Duration.ZERO;
    private SocketSecurity security = new SocketSecurity.None();
    private String zapDomain = "";
    private boolean zapEnforceDomain;
    private @Nullable Authenticator authenticator;
    private @Nullable TlsConfig tls;
    private Duration authenticationTimeout = Duration.ofSeconds(10);
    private final Map<String, String> properties = new LinkedHashMap<>();

    private String name = "";

    SocketOptions(Duration linger) {
        this.linger = linger;
    }

    /** Returns the object itself as the options class that implements an interface such as {@link SendOptions}. */
    @SuppressWarnings("unchecked") // Each options class names itself as the O of these interfaces.
    static <O extends SocketOptions<O>> O of(Object options) {
        return (O) options;
    }

    private static boolean mayPassOnRetry(ZmqException failure) {
        return !(failure instanceof PeerRefusedException refused && refused.credentialsRefused());
    }

    /**
     * Sets the socket's name, which begins its log lines and is its {@code toString()}. It need not be unique, and
     * peers do not learn it. At most 255 bytes in UTF-8. Default: the type and a number, such as {@code pull#3}.
     */
    public O name(String text) {
        name = Check.text("name", text);
        return self();
    }

    /**
     * Sets how long {@code close} continues to send accepted messages ({@code ZMQ_LINGER}). Zero drops them. Default 30
     * seconds, and zero for SUB, XSUB and DISH; libzmq waits forever. {@code ZmqSocket.linger} changes it later.
     */
    public O linger(Duration limit) {
        linger = SocketSettings.checkedLinger(limit);
        return self();
    }

    /**
     * Sets the number of events that are kept for an observer without demand. Beyond it, the oldest event is dropped.
     * It also bounds the notifications that wait for a subscriber of an XPUB's {@code subscriptions()}, which fails
     * beyond it. Default 256.
     */
    public O eventBuffer(int events) {
        eventBuffer = Check.atLeast(1, "eventBuffer", events);
        return self();
    }

    /**
     * Sets the limit on each step of an attempt to connect before the handshake ({@code ZMQ_CONNECT_TIMEOUT}):
     * resolving the host name, connecting to each of its addresses, and connecting through a proxy. An attempt that
     * exceeds it fails with an event, and another attempt follows.
     *
     * <p>Default zero: the operating system's limit on a connect, 10 seconds for a proxy, and 30 seconds for other
     * steps. TLS, the WebSocket upgrade and the ZeroMQ handshake are limited by {@link #handshakeTimeout} instead.
     */
    public O connectTimeout(Duration limit) {
        connectTimeout = Check.notNegative("connectTimeout (ZMQ_CONNECT_TIMEOUT)", limit);
        return self();
    }

    /**
     * Sets the limit on the greeting and the handshake, including the authenticator and all cryptography
     * ({@code ZMQ_HANDSHAKE_IVL}). Default 30 seconds; zero for no limit.
     *
     * <p>For an accepted connection, TLS, the WebSocket upgrade and the handshake have this limit together. For an
     * initiated connection, TLS has this limit for itself, and then the upgrade and the handshake have it together.
     */
    public O handshakeTimeout(Duration limit) {
        handshakeTimeout = Check.notNegative("handshakeTimeout (ZMQ_HANDSHAKE_IVL)", limit);
        return self();
    }

    /**
     * Sets the base of the delay before a lost or failed connection is tried again ({@code ZMQ_RECONNECT_IVL}). The
     * actual delay is random, between one and two times the base. Default 100 ms. Zero disables reconnection, except
     * that a REQ in lockstep always connects again at once after it has closed its connection for a canceled request.
     */
    public O reconnectInterval(Duration base) {
        reconnectInterval = Check.notNegative("reconnectInterval (ZMQ_RECONNECT_IVL)", base);
        return self();
    }

    /**
     * Sets the limit up to which the base of the reconnect delay doubles ({@code ZMQ_RECONNECT_IVL_MAX}). The random
     * part of the delay comes on top. Default zero: the base does not grow.
     *
     * <p>The base is reset once a connection has lasted as long as the grown base, and at least one second. So a peer
     * that closes each connection right after the handshake does not cause more frequent attempts.
     */
    public O reconnectIntervalMax(Duration longest) {
        reconnectIntervalMax = Check.notNegative("reconnectIntervalMax (ZMQ_RECONNECT_IVL_MAX)", longest);
        return self();
    }

    /**
     * Sets the predicate that decides whether a failure is followed by another attempt. It is called on the socket's
     * loop. By default, all failures are except refused credentials; libzmq gives up after any protocol error. The
     * event {@code ConnectAbandoned} reports an endpoint that is abandoned.
     */
    public O reconnectWhen(Predicate<? super ZmqException> policy) {
        reconnectWhen = Check.notNull("reconnectWhen", policy);
        return self();
    }

    /**
     * Sets the failures that are never followed by another attempt, whatever {@link #reconnectWhen} returns
     * ({@code ZMQ_RECONNECT_STOP}). Replaces the failures set before. Default: none. The event {@code ConnectAbandoned}
     * reports an endpoint that is abandoned.
     */
    public O reconnectStop(ReconnectStop... conditions) {
        Set<ReconnectStop> stops = EnumSet.noneOf(ReconnectStop.class);
        for (ReconnectStop condition : Check.notNull("reconnectStop (ZMQ_RECONNECT_STOP)", conditions)) {
            stops.add(Check.notNull("reconnectStop (ZMQ_RECONNECT_STOP)", condition));
        }
        reconnectStops = Set.copyOf(stops);
        return self();
    }

    /**
     * Sets the base of the delay before another attempt with credentials that the peer has refused. The actual delay is
     * random, between one and two times the base. Default zero: there is no other attempt and the event
     * {@code ConnectAbandoned} reports the endpoint, unless {@link #reconnectWhen} decides otherwise.
     */
    public O refusedRetryInterval(Duration base) {
        refusedRetryInterval = Check.notNegative("refusedRetryInterval", base);
        return self();
    }

    /**
     * Sets the time between two PINGs, the first of which is sent right after the handshake
     * ({@code ZMQ_HEARTBEAT_IVL}). Default zero: no PINGs. While back-pressure pauses reading from a connection, this
     * side sends bytes as a sign of life, provided that this option is set or the peer sends PINGs.
     */
    public O heartbeatInterval(Duration interval) {
        heartbeatInterval = Check.notNegative("heartbeatInterval (ZMQ_HEARTBEAT_IVL)", interval);
        return self();
    }

    /**
     * Sets how long a peer may send nothing at all after a PING before it is disconnected
     * ({@code ZMQ_HEARTBEAT_TIMEOUT}). Any byte counts as a sign of life. A peer that does not read, so that bytes for
     * it stay in this side's buffers, has at least ten seconds: it is more likely paused than dead. Default: the
     * interval. Zero for no limit.
     */
    public O heartbeatTimeout(Duration limit) {
        heartbeatTimeout = Check.notNegative("heartbeatTimeout (ZMQ_HEARTBEAT_TIMEOUT)", limit);
        return self();
    }

    /**
     * Sets how long a peer is asked to wait for bytes from this side before it disconnects ({@code ZMQ_HEARTBEAT_TTL}).
     * The unit is a tenth of a second; the limit is 6,553.5 seconds. A peer with libzmq 4.3.4 or older misreads more
     * than 65.5 seconds and closes the connection at once. Default zero: the peer is not asked.
     */
    public O heartbeatTimeToLive(Duration limit) {
        heartbeatTimeToLive = Check.atMost(LONGEST_TTL, "heartbeatTimeToLive (ZMQ_HEARTBEAT_TTL)", limit);
        return self();
    }

    /**
     * Adds a metadata property that is sent to peers in the handshake ({@code ZMQ_METADATA}). Peers read it on messages
     * and events.
     *
     * @param name {@code X-} followed by letters, digits or {@code - _ . +}; at most 255 characters
     * @param value the value, sent in UTF-8
     */
    public O property(String name, String value) {
        Check.notNull("property's name (ZMQ_METADATA)", name);
        Check.notNull("property's value (ZMQ_METADATA)", value);
        if (!name.matches("X-[A-Za-z0-9\\-_.+]{1,253}")) {
            throw new InvalidOptionException("property (ZMQ_METADATA)", name, "X- and then letters, digits, - _ . +");
        }
        properties.put(name, value);
        return self();
    }

    /**
     * Requires a user name and password from each peer ({@code ZMQ_PLAIN_SERVER}). An {@link #authenticator} decides on
     * them; without any authenticator, all peers are refused. They travel in clear text. The role is independent of
     * which side binds.
     */
    public O plainServer() {
        security = new SocketSecurity.PlainServer();
        return self();
    }

    /**
     * Sends this user name and password to peers ({@code ZMQ_PLAIN_USERNAME}, {@code ZMQ_PLAIN_PASSWORD}), each at most
     * 255 bytes of UTF-8. They travel in clear text.
     */
    public O plainClient(String user, String password) {
        Check.bytes(1, "plainClient's user (ZMQ_PLAIN_USERNAME)", user);
        Check.bytes(0, "plainClient's password (ZMQ_PLAIN_PASSWORD)", password);
        security = new SocketSecurity.PlainClient(user, password);
        return self();
    }

    /**
     * Accepts only peers that know this side's public key, and encrypts all traffic ({@code ZMQ_CURVE_SERVER},
     * {@code ZMQ_CURVE_SECRETKEY}). An {@link #authenticator} decides on the peers' keys; without one, every key is
     * accepted. The role is independent of which side binds. Needs the artifact
     * {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveServer(CurveKeyPair ours) {
        security = new SocketSecurity.CurveServer(Check.notNull("curveServer's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /**
     * Acts as a CURVE server with several key pairs, or with key pairs that are replaced while the socket is open.
     * Otherwise like {@link #curveServer(CurveKeyPair)}: a peer may know any of the public keys. Needs the artifact
     * {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveServer(CurveServerKeys ours) {
        security = new SocketSecurity.CurveServer(Check.notNull("curveServer's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /**
     * Acts as a CURVE server, see {@link #curveServer(CurveKeyPair)}. The public key is derived from the secret key.
     */
    public O curveServer(CurveSecretKey secretKey) {
        return curveServer(CurveKeyPair.of(Check.notNull("curveServer's key (ZMQ_CURVE_SECRETKEY)", secretKey)));
    }

    /** Acts as a CURVE server, see {@link #curveServer(CurveKeyPair)}, with a secret key of 40 characters of Z85. */
    public O curveServer(String secretKey) {
        String option = "curveServer's key (ZMQ_CURVE_SECRETKEY)";
        return curveServer(CurveSecretKey.of(option, Check.notNull(option, secretKey)));
    }

    /**
     * Connects only to servers with this public key, identifies itself by a key pair of its own, and encrypts all
     * traffic ({@code ZMQ_CURVE_SERVERKEY}, {@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SECRETKEY}). Needs the
     * artifact {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveClient(CurvePublicKey serverKey, CurveKeyPair ours) {
        security = new SocketSecurity.CurveClient(
                Check.notNull("curveClient's server key (ZMQ_CURVE_SERVERKEY)", serverKey),
                Check.notNull("curveClient's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /**
     * Acts as a CURVE client, see {@link #curveClient(CurvePublicKey, CurveKeyPair)}, with a server key of 40
     * characters of Z85.
     */
    public O curveClient(String serverKey, CurveKeyPair ours) {
        String option = "curveClient's server key (ZMQ_CURVE_SERVERKEY)";
        return curveClient(CurvePublicKey.of(option, Check.notNull(option, serverKey)), ours);
    }

    /**
     * Sets the domain in requests to authenticators ({@code ZMQ_ZAP_DOMAIN}), at most 255 bytes of UTF-8. With a
     * domain, peers without credentials are authenticated too, on both sides of a connection. Default: none.
     */
    public O zapDomain(String domain) {
        Check.bytes(0, "zapDomain (ZMQ_ZAP_DOMAIN)", domain);
        zapDomain = domain;
        return self();
    }

    /**
     * Sets whether, with a {@link #zapDomain}, all peers are refused while there is no authenticator
     * ({@code ZMQ_ZAP_ENFORCE_DOMAIN}). Default false, as in libzmq. An authenticator of the socket or the context is
     * asked in any case. With {@link #plainServer} it needs a {@link #zapDomain}.
     */
    public O zapEnforceDomain(boolean enabled) {
        zapEnforceDomain = enabled;
        return self();
    }

    /**
     * Sets the authenticator that decides on peers, including peers without credentials. It has precedence over the
     * context's authenticator and over a ZAP handler (RFC 27). It is called on the socket's loop, which it must not
     * block. Default: none.
     */
    public O authenticator(Authenticator function) {
        authenticator = Check.notNull("authenticator", function);
        return self();
    }

    /**
     * Sets the certificates and the trust for endpoints {@code tls+tcp://} and {@code wss://}. Any mechanism may be
     * used inside TLS. Default: none; then such endpoints can only be connected to, and only if the JVM trusts the
     * server's certificate.
     */
    public O tls(TlsConfig config) {
        tls = Check.notNull("tls", config);
        return self();
    }

    /**
     * Sets the limit on the authenticator's answer. A peer without an answer in time is refused. Default 10 seconds.
     */
    public O authenticationTimeout(Duration limit) {
        authenticationTimeout = Check.positive("authenticationTimeout", limit);
        return self();
    }

    private SecuritySettings security() {
        if (zapEnforceDomain && zapDomain.isEmpty() && security instanceof SocketSecurity.PlainServer) {
            throw new InvalidOptionException("zapEnforceDomain (ZMQ_ZAP_ENFORCE_DOMAIN)", true, "needs a zapDomain");
        }
        return new SecuritySettings(security, zapDomain, zapEnforceDomain, authenticator, authenticationTimeout, tls);
    }

    /**
     * Returns the values that were set so far, and the defaults of the others.
     *
     * @throws InvalidOptionException when {@link #zapEnforceDomain} is set with {@link #plainServer} but without a
     *     {@link #zapDomain}
     */
    public SocketSettings settings() {
        return new SocketSettings(name, linger, eventBuffer, queues(), pattern(), links());
    }

    /** Returns the limits on queued messages. A type with options for conflation adds them. */
    QueueSettings queues() {
        return new QueueSettings(sendHighWaterMark, receiveHighWaterMark, maxPendingSends, false, false);
    }

    /** Returns the settings that only some socket types have. */
    PatternSettings pattern() {
        return PatternSettings.DEFAULT;
    }

    /** Returns the routing id that is announced to peers; empty for none. */
    byte[] announcedId() {
        return new byte[0];
    }

    /** Returns whether messages are sent only to peers with a finished handshake. */
    boolean immediate() {
        return false;
    }

    private LinkSettings links() {
        return new LinkSettings(
                new MetadataSettings(announcedId(), Map.copyOf(properties)),
                new ConnectSettings(connectTimeout, handshakeTimeout, immediate(), reconnect()),
                heartbeat(),
                limits(),
                security(),
                transport());
    }

    private ReconnectSettings reconnect() {
        return new ReconnectSettings(
                reconnectInterval, reconnectIntervalMax, refusedRetryInterval, reconnectWhen, reconnectStops);
    }

    private HeartbeatSettings heartbeat() {
        Duration timeout = heartbeatTimeout == null ? heartbeatInterval : heartbeatTimeout;
        return new HeartbeatSettings(heartbeatInterval, timeout, heartbeatTimeToLive);
    }
}
