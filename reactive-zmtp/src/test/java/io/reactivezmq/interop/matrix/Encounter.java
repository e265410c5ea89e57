package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.RoutingIdSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.interop.matrix.Pairing.Side;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.ForeignSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Our socket of a case and theirs. It knows which envelope each of them has around the bodies that are exchanged. */
final class Encounter {

    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final RoutingId OUR_ID = RoutingId.of("ours");
    private static final RoutingId THEIR_ID = RoutingId.of("theirs");
    private static final byte[] DELIMITER = {};
    private static final ZmqMessage HELLO = ZmqMessage.of("hello");

    private final String wildcard;
    private final Pairing pairing;
    private final Side side;
    private final ZmqSocket<?> ours;
    private final ForeignSocket theirs;

    /** How they address us, and we them; numbers are learnt when they meet. */
    private RoutingId ourId = OUR_ID;

    private RoutingId theirId = THEIR_ID;

    /** Sockets that are set up, and joined later by TCP. */
    Encounter(Pairing pairing, Side side, Exercise exercise, ZmqContext zmq, Function<SocketType, ForeignSocket> peer) {
        this(pairing, side, exercise, zmq, peer, "tcp://127.0.0.1:*");
    }

    /** The same, joined by way of what can be bound to as this. */
    Encounter(
            Pairing pairing,
            Side side,
            Exercise exercise,
            ZmqContext zmq,
            Function<SocketType, ForeignSocket> peer,
            String wildcard) {
        this.wildcard = wildcard;
        this.pairing = pairing;
        this.side = side;
        this.ours = open(zmq, ourType(), exercise == Exercise.ASKS_AHEAD ? 64 : 1);
        this.theirs = peer.apply(theirType());
        if (theirType().announcesRoutingId()) {
            theirs.set("ROUTING_ID", THEIR_ID.bytes());
        }
        switch (theirType()) {
            // These would drop what finds no room, or fail; the others wait.
            case PUB, XPUB, XSUB, REP, ROUTER, RADIO, SERVER, PEER -> theirs.set("SNDHWM", 0);
            default -> {}
        }
    }

    private static ZmqSocket<?> open(ZmqContext zmq, SocketType type, int maxInFlight) {
        return switch (type) {
            case PAIR -> zmq.pair();
            case PUB -> zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
            case SUB -> zmq.sub();
            case XPUB -> zmq.xpub(o -> o.onFull(OnFull.BACKPRESSURE));
            case XSUB -> zmq.xsub(o -> o.sendHighWaterMark(0));
            case REQ -> zmq.req(o -> o.routingId(OUR_ID.bytes()).maxInFlight(maxInFlight));
            case REP -> zmq.rep();
            case DEALER -> zmq.dealer(o -> o.routingId(OUR_ID.bytes()));
            case ROUTER -> zmq.router(o -> o.routingId(OUR_ID.bytes()).mandatory(true));
            case PUSH -> zmq.push();
            case PULL -> zmq.pull();
            case CLIENT -> zmq.client();
            case SERVER -> zmq.server();
            case SCATTER -> zmq.scatter();
            case GATHER -> zmq.gather();
            case PEER -> zmq.peer();
            case CHANNEL -> zmq.channel();
            case RADIO -> zmq.radio(o -> o.onFull(OnFull.BACKPRESSURE));
            case DISH -> zmq.dish();
            case STREAM -> zmq.stream();
            case DGRAM -> throw new IllegalArgumentException("a DGRAM has no peers");
        };
    }

    boolean weBind() {
        return side == Side.BINDS;
    }

    /** All messages that sockets of these types can carry. */
    List<ZmqMessage> messages() {
        return Pairing.NEWER.contains(ourType()) ? Shapes.SINGLE : Shapes.ALL;
    }

    /** One side binds and the other connects. */
    void meet() {
        if (weBind()) {
            Endpoint at = ours.bind(wildcard).block(LIMIT);
            if (theirType() == SocketType.PEER) {
                ourId = theirs.connectPeer(at);
            } else {
                theirs.connect(at);
            }
        } else {
            Endpoint at = theirs.bind(wildcard);
            if (ours instanceof PeerSocket peer) {
                theirId = peer.connectPeer(at);
            } else {
                ours.connect(at);
            }
        }
    }

    /**
     * The same, and waits until our side has finished the handshake, and each knows the other's number if it needs one.
     */
    void join() {
        meet();
        ours.awaitPeers(1).block(LIMIT);
        if (ourType() == SocketType.CLIENT || ourType() == SocketType.PEER && !weBind()) {
            send(List.of(HELLO)).block(LIMIT);
            ourId = RoutingId.of(theirs.receive(1).join().get(0));
        } else if (ours instanceof RoutingIdSocket<?> numbering) {
            theirs.send(List.of(theirType() == SocketType.PEER ? ourId.address(HELLO) : HELLO))
                    .join();
            theirId = RoutingId.of(numbering.receiveOne().block(LIMIT));
        }
    }

    ZmqSocket<?> ours() {
        return ours;
    }

    ForeignSocket theirs() {
        return theirs;
    }

    SocketType ourType() {
        return pairing.ours();
    }

    SocketType theirType() {
        return pairing.theirs();
    }

    // Bodies, in the envelope that the two types need.

    private static byte @Nullable [] envelope(SocketType type, SocketType peer, RoutingId peersId) {
        return switch (type) {
            case ROUTER, SERVER, PEER -> peersId.bytes();
            case DEALER -> peer == SocketType.REP ? DELIMITER : null;
            default -> null;
        };
    }

    private static ZmqMessage open(ZmqMessage message, byte @Nullable [] envelope) {
        if (envelope == null) {
            return message;
        }
        assertThat(message.unwrap(0)).isEqualTo(envelope);
        return message.dropFirst(1);
    }

    /** Sends these bodies to them. */
    Mono<Void> send(List<ZmqMessage> bodies) {
        if (ours instanceof RouterSocket router) {
            // The mixed way would not wait for room.
            return router.to(theirId).send(Flux.fromIterable(bodies));
        }
        if (ours instanceof RoutingIdSocket<?> numbering) {
            return numbering.to(theirId).send(Flux.fromIterable(bodies));
        }
        byte[] envelope = envelope(ourType(), theirType(), theirId);
        return ((MessageSender) ours)
                .send(Flux.fromIterable(bodies).map(body -> envelope == null ? body : body.prepend(envelope)));
    }

    /** Takes the next so many bodies from them. */
    List<ZmqMessage> receive(int count) {
        byte[] envelope = envelope(ourType(), theirType(), theirId);
        return ((MessageReceiver) ours)
                .receive()
                .take(count)
                .map(message -> open(message, envelope))
                .collectList()
                .block(LIMIT);
    }

    /** Has them send these bodies, and returns those that come back to them. */
    List<ZmqMessage> theirExchange(List<ZmqMessage> bodies, int window) {
        byte[] envelope = envelope(theirType(), ourType(), ourId);
        if (envelope == null) {
            return theirs.exchange(bodies, window).join();
        }
        List<ZmqMessage> answers = theirs.exchange(
                        bodies.stream().map(body -> body.prepend(envelope)).toList(), window)
                .join();
        return answers.stream().map(answer -> open(answer, envelope)).toList();
    }

    /** Their ROUTER can only send to whom it knows, and what it does not know it drops. */
    void introduceToRouter() {
        if (theirType() == SocketType.ROUTER) {
            send(List.of(HELLO)).block(LIMIT);
            assertThat(theirs.receive(1).join()).containsExactly(ourId.address(HELLO));
        }
    }

    // Subscriptions.

    /** What an XSUB sends and an XPUB receives. */
    static ZmqMessage notice(boolean subscribe, String prefix) {
        return ZmqMessage.of((subscribe ? "\1" : "\0") + prefix);
    }

    /** Has them subscribe. */
    void theySubscribe(String prefix) {
        theySay("SUBSCRIBE", prefix);
    }

    /** Has them unsubscribe. */
    void theyUnsubscribe(String prefix) {
        theySay("UNSUBSCRIBE", prefix);
    }

    private void theySay(String option, String prefix) {
        if (theirType() == SocketType.SUB) {
            theirs.set(option, ZmqMessage.of(prefix).unwrap(0));
        } else {
            theirs.send(List.of(notice(option.equals("SUBSCRIBE"), prefix))).join();
        }
    }

    /** Waits until we know of so many subscriptions of theirs. */
    void awaitSubscriptions(int count) {
        Await.until(
                count + " subscriptions",
                () -> ours.statistics().block(LIMIT).peers().stream()
                                .mapToInt(PeerStatistics::subscriptions)
                                .sum()
                        == count);
    }

    /** Has them take one message from us: a bound libzmq socket notices a new peer only when it is used. */
    void theyTake(ZmqMessage message) {
        CompletableFuture<List<ZmqMessage>> taken = theirs.receive(1);
        awaitSubscriptions(1);
        send(List.of(message)).block(LIMIT);
        assertThat(taken.join()).containsExactly(message);
    }
}
