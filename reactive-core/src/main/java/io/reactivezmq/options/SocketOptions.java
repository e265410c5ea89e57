package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.security.CurveSecretKey;
import io.reactivezmq.security.CurveServerKeys;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.security.TlsConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What every socket type has. Each setter checks its value at once and throws {@link InvalidOptionException} with the
 * option's name. Defaults are libzmq's unless said otherwise.
 *
 * @param <O> the options of the socket type at hand
 */
public abstract class SocketOptions<O extends SocketOptions<O>> extends LimitOptions<O> {

    private static final Duration LONGEST_TTL = Duration.ofMillis(6_553_500);

    int sendHighWaterMark = 1000;
    int receiveHighWaterMark = 1000;
    int maxPendingSends = 1024;
    byte[] announcedId = {};
    boolean immediate;
    OnFull onFull = OnFull.DROP;
    int maxInFlight = 1;
    boolean correlate;
    boolean mandatory;
    boolean handover;
    boolean probe;
    boolean conflate;
    boolean conflateByTopic;
    SubscriptionNotifications notices = SubscriptionNotifications.FIRST_AND_LAST;
    boolean manual;
    boolean invertMatching;
    byte[][] welcome = {};
    boolean lastValue;
    boolean verboseUnsubscribe;
    PeerMessages peerMessages = PeerMessages.NONE;
    int maxDatagramSize = DatagramSettings.DEFAULT_SIZE;
    int multicastHops = 1;
    boolean multicastLoop = true;

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

    SocketOptions(Duration linger) {
        this.linger = linger;
    }

    private static boolean mayPassOnRetry(ZmqException failure) {
        return !(failure instanceof PeerRefusedException refused && refused.credentialsRefused());
    }

    /**
     * How long {@code close} goes on sending what was accepted ({@code ZMQ_LINGER}). Zero drops it. Default 30 seconds,
     * zero for SUB; libzmq waits for ever. {@code ZmqSocket.linger} changes it later.
     */
    public O linger(Duration limit) {
        linger = SocketSettings.checkedLinger(limit);
        return self();
    }

    /** How many events are kept for an observer that is slow; beyond it the oldest is dropped. Default 256. */
    public O eventBuffer(int events) {
        eventBuffer = Check.atLeast(1, "eventBuffer", events);
        return self();
    }

    /**
     * Limit on each step of an attempt to connect before the handshake ({@code ZMQ_CONNECT_TIMEOUT}): the answer of the
     * name service, the connect to each of its addresses, the way through a proxy. Default zero: the operating system's
     * own limit, and 30 seconds for what that does not limit. TLS, the upgrade to a WebSocket and the handshake have
     * {@link #handshakeTimeout}. Whichever limit is exceeded, the attempt ends in an event, and another one follows.
     */
    public O connectTimeout(Duration limit) {
        connectTimeout = Check.notNegative("connectTimeout (ZMQ_CONNECT_TIMEOUT)", limit);
        return self();
    }

    /**
     * Limit on greeting and handshake, for both sides, with the authenticator and all that is computed in it
     * ({@code ZMQ_HANDSHAKE_IVL}); TLS and the upgrade to a WebSocket too. Default 30 seconds; zero for none.
     */
    public O handshakeTimeout(Duration limit) {
        handshakeTimeout = Check.notNegative("handshakeTimeout (ZMQ_HANDSHAKE_IVL)", limit);
        return self();
    }

    /**
     * The base of the delay before a lost or failed connection is tried again ({@code ZMQ_RECONNECT_IVL}): the actual
     * delay is between one and two times it. Default 100 ms. Zero never tries again.
     */
    public O reconnectInterval(Duration base) {
        reconnectInterval = Check.notNegative("reconnectInterval (ZMQ_RECONNECT_IVL)", base);
        return self();
    }

    /**
     * The longest that the delay may grow by doubling, jitter left out ({@code ZMQ_RECONNECT_IVL_MAX}). It starts anew
     * once a connection has lasted as long as the delay has grown to, and a second at least: a peer that finishes the
     * handshake and then closes the connection, again and again, is not asked any more often for it. Default zero: it
     * does not grow.
     */
    public O reconnectIntervalMax(Duration longest) {
        reconnectIntervalMax = Check.notNegative("reconnectIntervalMax (ZMQ_RECONNECT_IVL_MAX)", longest);
        return self();
    }

    /**
     * Whether to try again after a failure. By default after each one but refused credentials; libzmq gives up for good
     * on any protocol error. It is asked on the socket's loop. An endpoint that is given up is told by the event
     * {@code ConnectAbandoned}.
     */
    public O reconnectWhen(Predicate<? super ZmqException> policy) {
        reconnectWhen = Check.notNull("reconnectWhen", policy);
        return self();
    }

    /**
     * When not to try again, whatever {@link #reconnectWhen} says ({@code ZMQ_RECONNECT_STOP}). Default: never. An
     * endpoint that is given up is told by the event {@code ConnectAbandoned}.
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
     * How long to wait before credentials that a peer refused are shown to it again: the actual delay is between one
     * and two times it. Default zero: not at all, the endpoint is given up with the event {@code ConnectAbandoned},
     * unless {@link #reconnectWhen} says otherwise.
     */
    public O refusedRetryInterval(Duration base) {
        refusedRetryInterval = Check.notNegative("refusedRetryInterval", base);
        return self();
    }

    /**
     * Sets how often a PING is sent, the first one right after the handshake ({@code ZMQ_HEARTBEAT_IVL}). Default zero:
     * never. A connection that back-pressure pauses gives signs of life while this is set, or the peer sends PINGs.
     */
    public O heartbeatInterval(Duration interval) {
        heartbeatInterval = Check.notNegative("heartbeatInterval (ZMQ_HEARTBEAT_IVL)", interval);
        return self();
    }

    /**
     * How long a peer may send nothing at all after a PING before its connection is given up
     * ({@code ZMQ_HEARTBEAT_TIMEOUT}). Any byte counts. A peer that leaves bytes of ours unread in our own buffers has
     * at least ten seconds, as it is more likely paused than dead. Default: the interval.
     */
    public O heartbeatTimeout(Duration limit) {
        heartbeatTimeout = Check.notNegative("heartbeatTimeout (ZMQ_HEARTBEAT_TIMEOUT)", limit);
        return self();
    }

    /**
     * After how long without a sign of ours the peer shall give up ({@code ZMQ_HEARTBEAT_TTL}), in tenths of a second,
     * at most 6,553.5 seconds. A peer with libzmq 4.3.4 or older misreads more than 65.5 seconds and closes the
     * connection at once. Default zero: no demand.
     */
    public O heartbeatTimeToLive(Duration limit) {
        heartbeatTimeToLive = Check.atMost(LONGEST_TTL, "heartbeatTimeToLive (ZMQ_HEARTBEAT_TTL)", limit);
        return self();
    }

    /**
     * Tells peers one more thing in the handshake ({@code ZMQ_METADATA}); they read it on messages and events.
     *
     * @param name begins with {@code X-}, at most 255 letters, digits, {@code - _ . +}
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
     * Wants a name and a password of each peer ({@code ZMQ_PLAIN_SERVER}), which an {@link #authenticator} judges. They
     * travel in clear text. Does not depend on who binds.
     */
    public O plainServer() {
        security = new SocketSecurity.PlainServer();
        return self();
    }

    /**
     * Shows this name and password to peers ({@code ZMQ_PLAIN_USERNAME}, {@code ZMQ_PLAIN_PASSWORD}), at most 255 bytes
     * of UTF-8 each. They travel in clear text.
     */
    public O plainClient(String user, String password) {
        Check.bytes(1, "plainClient's user (ZMQ_PLAIN_USERNAME)", user);
        Check.bytes(0, "plainClient's password (ZMQ_PLAIN_PASSWORD)", password);
        security = new SocketSecurity.PlainClient(user, password);
        return self();
    }

    /**
     * Talks only to peers that know our public key, and seals all traffic ({@code ZMQ_CURVE_SERVER},
     * {@code ZMQ_CURVE_SECRETKEY}). An {@link #authenticator} judges the peers' keys; without one, every key is good
     * enough. Does not depend on who binds. Needs the artifact {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveServer(CurveKeyPair ours) {
        security = new SocketSecurity.CurveServer(Check.notNull("curveServer's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /**
     * The same with several keys, or with keys that are replaced while the socket lives: a peer may know any of them.
     * Needs the artifact {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveServer(CurveServerKeys ours) {
        security = new SocketSecurity.CurveServer(Check.notNull("curveServer's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /** The same with the secret half, which is enough. */
    public O curveServer(CurveSecretKey secretKey) {
        return curveServer(CurveKeyPair.of(Check.notNull("curveServer's key (ZMQ_CURVE_SECRETKEY)", secretKey)));
    }

    /** The same with the secret half in 40 characters of Z85. */
    public O curveServer(String secretKey) {
        String option = "curveServer's key (ZMQ_CURVE_SECRETKEY)";
        return curveServer(CurveSecretKey.of(option, Check.notNull(option, secretKey)));
    }

    /**
     * Talks only to servers that have this key, shows them ours, and seals all traffic ({@code ZMQ_CURVE_SERVERKEY},
     * {@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SECRETKEY}). Needs the artifact
     * {@code org.bouncycastle:bcprov-jdk18on}.
     */
    public O curveClient(CurvePublicKey serverKey, CurveKeyPair ours) {
        security = new SocketSecurity.CurveClient(
                Check.notNull("curveClient's server key (ZMQ_CURVE_SERVERKEY)", serverKey),
                Check.notNull("curveClient's keys (ZMQ_CURVE_SECRETKEY)", ours));
        return self();
    }

    /** The same with a server key of 40 characters of Z85. */
    public O curveClient(String serverKey, CurveKeyPair ours) {
        String option = "curveClient's server key (ZMQ_CURVE_SERVERKEY)";
        return curveClient(CurvePublicKey.of(option, Check.notNull(option, serverKey)), ours);
    }

    /**
     * The domain that authenticators are told ({@code ZMQ_ZAP_DOMAIN}), at most 255 bytes of UTF-8. With one, peers
     * without credentials are judged too, on both sides of a connection. Default: none.
     */
    public O zapDomain(String domain) {
        Check.bytes(0, "zapDomain (ZMQ_ZAP_DOMAIN)", domain);
        zapDomain = domain;
        return self();
    }

    /**
     * Whether, with a {@link #zapDomain}, nobody comes in while there is no authenticator
     * ({@code ZMQ_ZAP_ENFORCE_DOMAIN}). Default false, as in libzmq; an authenticator that is there is asked in any
     * case.
     */
    public O zapEnforceDomain(boolean enabled) {
        zapEnforceDomain = enabled;
        return self();
    }

    /**
     * Who decides which peers come in, before the context's authenticator and any handler of RFC 27. It is asked about
     * all peers, those without credentials too, on the socket's loop, which it must not block. Default: nobody here.
     */
    public O authenticator(Authenticator judge) {
        authenticator = Check.notNull("authenticator", judge);
        return self();
    }

    /**
     * What endpoints {@code tls+tcp://} need: certificates, and whom to trust. Any mechanism may be used within.
     * Default: none; then such endpoints can only be connected to, and only servers whom the JVM trusts.
     */
    public O tls(TlsConfig config) {
        tls = Check.notNull("tls", config);
        return self();
    }

    /** How long an authenticator may take; after that the peer is not let in. Default 10 seconds. */
    public O authenticationTimeout(Duration limit) {
        authenticationTimeout = Check.positive("authenticationTimeout", limit);
        return self();
    }

    private SecuritySettings securitySettings() {
        if (zapEnforceDomain && zapDomain.isEmpty() && security instanceof SocketSecurity.PlainServer) {
            throw new InvalidOptionException("zapEnforceDomain (ZMQ_ZAP_ENFORCE_DOMAIN)", true, "needs a zapDomain");
        }
        return new SecuritySettings(security, zapDomain, zapEnforceDomain, authenticator, authenticationTimeout, tls);
    }

    /** The outcome so far. */
    public SocketSettings settings() {
        return new SocketSettings(
                linger,
                announcedId,
                Map.copyOf(properties),
                immediate,
                eventBuffer,
                new QueueSettings(sendHighWaterMark, receiveHighWaterMark, maxPendingSends, conflate, conflateByTopic),
                new ConnectSettings(
                        connectTimeout,
                        handshakeTimeout,
                        reconnectInterval,
                        reconnectIntervalMax,
                        refusedRetryInterval,
                        reconnectWhen,
                        reconnectStops),
                new HeartbeatSettings(
                        heartbeatInterval,
                        heartbeatTimeout == null ? heartbeatInterval : heartbeatTimeout,
                        heartbeatTimeToLive),
                limits(),
                tcp(),
                new DatagramSettings(maxDatagramSize, multicastHops, multicastLoop),
                accept(),
                socketFile(),
                securitySettings(),
                new PatternSettings(
                        onFull,
                        maxInFlight,
                        correlate,
                        mandatory,
                        handover,
                        probe,
                        notices,
                        manual,
                        invertMatching,
                        welcome,
                        lastValue,
                        verboseUnsubscribe,
                        peerMessages));
    }
}
