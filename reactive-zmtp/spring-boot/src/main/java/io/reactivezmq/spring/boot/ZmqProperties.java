package io.reactivezmq.spring.boot;

import io.reactivezmq.SocketType;
import io.reactivezmq.micrometer.ZmqPropagation;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.options.value.ZmtpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties below {@code zmq}. A value that is null is not set, so that the library's default applies.
 *
 * @param enabled Whether to create the context and the sockets.
 * @param loops Number of event loops. Default: one for each processor, at most 4.
 * @param shareWebLoops Whether sockets run on the event loops of the web server, which must be Reactor Netty.
 * @param defaults Options of all sockets. An option that a socket's type does not have is ignored there.
 * @param sockets Sockets by name. Each is a bean with that name.
 * @param metrics Meters, if Micrometer and a registry are there.
 * @param observation Observations of requests, if Micrometer and an ObservationRegistry are there.
 * @param page The live page.
 */
@ConfigurationProperties("zmq")
public record ZmqProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Integer loops,
        @DefaultValue("false") boolean shareWebLoops,
        @DefaultValue Socket defaults,
        @DefaultValue Map<String, Socket> sockets,
        @DefaultValue Metrics metrics,
        @DefaultValue Observation observation,
        @DefaultValue Page page) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Copies the map, whose order is that in which endpoints are bound. */
    public ZmqProperties {
        sockets = Collections.unmodifiableMap(new LinkedHashMap<>(sockets));
    }

    /** Returns the number of peers without which a socket is down: its own, or that of the defaults, or 0. */
    public int minPeers(String socket) {
        Integer own = healthOf(socket).minPeers();
        Integer other = defaults.health().minPeers();
        return own != null ? own : other != null ? other : 0;
    }

    /** Returns how long peers may be missing before a socket is down: its own, or that of the defaults, or 10 s. */
    public Duration grace(String socket) {
        Duration own = healthOf(socket).grace();
        Duration other = defaults.health().grace();
        return own != null ? own : other != null ? other : GRACE;
    }

    private Health healthOf(String socket) {
        Socket found = sockets.get(socket);
        return found == null ? defaults.health() : found.health();
    }

    /**
     * Properties of one socket. As the value of {@code zmq.defaults}, it has neither a type nor endpoints.
     *
     * @param type Type of the socket, such as sub or req. Required.
     * @param bind Endpoints to listen at, such as tcp://*:5555. A failure fails the start of the application.
     * @param connect Endpoints to connect to, such as tcp://feed:5556. The peers may start later.
     * @param subscribe Prefixes that a SUB subscribes to. An empty value subscribes to all messages.
     * @param join Groups that a DISH joins.
     * @param routingId Routing id that is announced to peers.
     * @param sendHighWaterMark Messages that may wait for each peer. Zero for no limit.
     * @param receiveHighWaterMark Messages of each peer that may wait for the application. Zero for no limit.
     * @param maxInFlight Requests that may be in flight at once on a REQ.
     * @param maxPendingSends Calls of send or request that may wait for room.
     * @param linger How long closing the socket waits until accepted messages are sent. Default: 5 seconds, but zero
     *     for SUB, XSUB and DISH.
     * @param heartbeat Heartbeats.
     * @param reconnect Delays before a lost or failed connection is tried again.
     * @param timeout Limits on connecting.
     * @param buffer Buffers of the operating system.
     * @param onFull What happens to a message for a subscriber that is at its high-water mark.
     * @param conflate Whether only the newest message is kept.
     * @param conflateByTopic Whether only the newest message of each topic is kept.
     * @param immediate Whether messages wait in the socket until a peer is connected.
     * @param limits Limits on what peers may use.
     * @param curve Keys of CURVE.
     * @param plain Users and passwords of PLAIN.
     * @param authorizedKeys Public keys of the CURVE clients that are accepted, each 40 characters of Z85. Without it,
     *     and without authorized-certificates or an authenticator, every client is accepted.
     * @param authorizedCertificates Directory with certificates of the CURVE clients that are accepted. It is read
     *     again when it changes.
     * @param ssl Certificates for the transports tls+tcp and wss.
     * @param health When the socket is reported to be down.
     */
    public record Socket(
            @Nullable SocketType type,
            @DefaultValue List<String> bind,
            @DefaultValue List<String> connect,
            @Nullable List<String> subscribe,
            @Nullable List<String> join,
            @Nullable String routingId,
            @Nullable Integer sendHighWaterMark,
            @Nullable Integer receiveHighWaterMark,
            @Nullable Integer maxInFlight,
            @Nullable Integer maxPendingSends,
            @Nullable Duration linger,
            @DefaultValue Heartbeat heartbeat,
            @DefaultValue Reconnect reconnect,
            @DefaultValue Timeout timeout,
            @DefaultValue Buffer buffer,
            @Nullable OnFull onFull,
            @Nullable Boolean conflate,
            @Nullable Boolean conflateByTopic,
            @Nullable Boolean immediate,
            @DefaultValue Limits limits,
            @DefaultValue Curve curve,
            @DefaultValue Plain plain,
            @Nullable List<String> authorizedKeys,
            @Nullable Path authorizedCertificates,
            @DefaultValue Ssl ssl,
            @DefaultValue Health health) {}

    /**
     * Heartbeats of a socket.
     *
     * @param interval Time between two PINGs. Zero: no PINGs.
     * @param timeout How long a peer may send nothing after a PING before it is disconnected. Default: the interval.
     */
    public record Heartbeat(
            @Nullable Duration interval, @Nullable Duration timeout) {}

    /**
     * Reconnection of a socket.
     *
     * @param interval Base of the delay before a lost or failed connection is tried again. Zero: never.
     * @param max Limit up to which the base doubles. Zero: it does not grow.
     * @param refused Base of the delay after refused credentials. Zero: the endpoint is abandoned.
     */
    public record Reconnect(
            @Nullable Duration interval,
            @Nullable Duration max,
            @Nullable Duration refused) {}

    /**
     * Limits on connecting.
     *
     * @param connect Limit on each step of an attempt to connect. Zero: the operating system's.
     * @param handshake Limit on the handshake. Zero: none.
     */
    public record Timeout(
            @Nullable Duration connect, @Nullable Duration handshake) {}

    /**
     * Buffers of the operating system for each connection.
     *
     * @param send Size of the send buffer.
     * @param receive Size of the receive buffer.
     */
    public record Buffer(@Nullable DataSize send, @Nullable DataSize receive) {}

    /**
     * Limits on what peers may use. A peer that exceeds one loses its connection.
     *
     * @param frameSize Largest size of a frame.
     * @param messageSize Largest size of a message.
     * @param frames Largest number of frames in a message.
     * @param connections Largest number of connections to one bound endpoint.
     * @param handshakes Largest number of open handshakes at one bound endpoint.
     * @param handshakesPerAddress Largest number of open handshakes at one bound endpoint from one IP address.
     * @param subscriptionsPerPeer Largest number of prefixes that one peer may subscribe to.
     * @param oldestVersion Oldest version of ZMTP that peers may use.
     */
    public record Limits(
            @Nullable DataSize frameSize,
            @Nullable DataSize messageSize,
            @Nullable Integer frames,
            @Nullable Integer connections,
            @Nullable Integer handshakes,
            @Nullable Integer handshakesPerAddress,
            @Nullable Integer subscriptionsPerPeer,
            @Nullable ZmtpVersion oldestVersion) {}

    /**
     * Keys of CURVE. With a server key the socket is a client, otherwise a server.
     *
     * @param serverKey Public key of the server, 40 characters of Z85. It makes the socket a client.
     * @param secretKey Secret key of this socket, 40 characters of Z85. Default for a client: a new key at each start.
     * @param certificate File with the keys of this socket, instead of the secret key.
     */
    public record Curve(
            @Nullable String serverKey,
            @Nullable String secretKey,
            @Nullable Path certificate) {

        @Override
        public String toString() {
            return "Curve[serverKey=" + serverKey + ", certificate=" + certificate + "]";
        }
    }

    /**
     * Users and passwords of PLAIN, which travel in clear text.
     *
     * @param user Name that is sent to servers. It makes the socket a client.
     * @param password Password that is sent to servers.
     * @param users Passwords by the names of the users that are accepted. It makes the socket a server.
     */
    public record Plain(
            @Nullable String user,
            @Nullable String password,
            @Nullable Map<String, String> users) {

        @Override
        public String toString() {
            return "Plain[user=" + user + ", users=" + (users == null ? "[]" : users.keySet()) + "]";
        }
    }

    /**
     * Certificates for TLS.
     *
     * @param bundle Name of the SSL bundle with the certificate to show and the certificates to trust. With
     *     reload-on-update, the next connection uses the new ones.
     * @param clientAuth Whether clients must show a certificate.
     * @param serverName Name that servers must prove, instead of the host in the endpoint.
     */
    public record Ssl(
            @Nullable String bundle,
            @Nullable Boolean clientAuth,
            @Nullable String serverName) {}

    /**
     * When a socket is reported to be down.
     *
     * @param minPeers Number of peers without which the socket is down. Default 0.
     * @param grace How long the peers may be missing before the socket is down. Default 10 seconds.
     */
    public record Health(
            @Nullable Integer minPeers, @Nullable Duration grace) {}

    /**
     * Meters.
     *
     * @param step Time between two samples of a socket.
     * @param perPeer Whether each peer has meters too. For a few known peers.
     */
    public record Metrics(
            @DefaultValue("1s") Duration step,
            @DefaultValue("false") boolean perPeer) {}

    /**
     * Observations of requests.
     *
     * @param propagation How the trace of a request reaches its peer. With envelope, headers are one more frame in
     *     front of the delimiter.
     */
    public record Observation(@DefaultValue("none") ZmqPropagation propagation) {}

    /**
     * The live page of all sockets.
     *
     * @param enabled Whether the web server, Spring WebFlux, has the live page of all sockets.
     * @param path Path of the live page.
     */
    public record Page(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/zmq") String path) {}
}
