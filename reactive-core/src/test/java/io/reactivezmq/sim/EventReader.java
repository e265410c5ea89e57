package io.reactivezmq.sim;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one socket and checks that they report a possible life: each connection begins, finishes or fails
 * its handshake, and ends once; no endpoint reports anything after its end.
 */
final class EventReader extends CheckedSubscriber<SocketEvent> {

    private final String socket;
    private final Duration shortestDelay;
    private final boolean resets;

    /** How often each endpoint is bound or connected, and has not reported its end. */
    private final Map<String, Integer> open = new HashMap<>();

    /** How often each endpoint was given to bind, how often it has listened, and how often binding was refused. */
    private final Map<String, Integer> bound = new HashMap<>();

    private final Map<String, Integer> listening = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();

    /** How many handshakes are open with each address at each endpoint. */
    private final Map<String, Integer> handshakes = new HashMap<>();

    private final Set<PeerInfo> peers = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Creates a reader.
     *
     * @param shortestDelay the interval before another attempt to connect
     * @param resets whether the socket resets connections, and connects again at once
     */
    EventReader(World world, ZmqSocket<?> socket, Duration shortestDelay, boolean resets) {
        super(world, "events of " + socket, Long.MAX_VALUE);
        this.socket = socket.toString();
        this.shortestDelay = shortestDelay;
        this.resets = resets;
    }

    /** Notes that the application binds the endpoint. */
    void bound(String uri) {
        bound.merge(uri, 1, Integer::sum);
        open.merge(uri, 1, Integer::sum);
    }

    /** Notes that the socket has refused to bind the endpoint, as it is ending. It may have listened before. */
    void refused(String uri) {
        refused.merge(uri, 1, Integer::sum);
    }

    /** Notes that the application has connected the endpoint. */
    void connected(String uri) {
        open.merge(uri, 1, Integer::sum);
    }

    private void contradiction(SocketEvent event, String why) {
        world.fail(Promise.EVENTS, socket + " reports " + event + ", but " + why);
    }

    @Override
    void next(SocketEvent event) {
        world.coverage().reached(Coverage.EVENT, event.getClass().getSimpleName());
        // Messages may be found to be lost after the end of their endpoint.
        if (!(event instanceof SocketEvent.MessagesDropped) && open.getOrDefault(event.endpoint(), 0) <= 0) {
            contradiction(event, "the endpoint has ended");
        }
        if (event instanceof SocketEvent.Listening) {
            listening.merge(event.endpoint(), 1, Integer::sum);
        } else if (event instanceof SocketEvent.Accepted accepted) {
            begins(accepted.endpoint(), accepted.address());
        } else if (event instanceof SocketEvent.Connected connected) {
            begins(connected.endpoint(), connected.address());
        } else if (event instanceof SocketEvent.HandshakeSucceeded succeeded) {
            handshakeEnds(event, succeeded.peer().address());
            if (!peers.add(succeeded.peer())) {
                contradiction(event, "it has the peer already");
            }
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            handshakeEnds(event, failed.address());
        } else if (event instanceof SocketEvent.Disconnected disconnected) {
            if (!peers.remove(disconnected.peer())) {
                contradiction(event, "the peer has never been connected, or left before");
            }
        } else if (event instanceof SocketEvent.ConnectRetried retried) {
            if (!resets && retried.delay().compareTo(shortestDelay) < 0) {
                contradiction(event, "the interval is " + shortestDelay);
            }
        } else if (event instanceof SocketEvent.Closed) {
            open.merge(event.endpoint(), -1, Integer::sum);
        }
    }

    private void begins(String endpoint, String address) {
        handshakes.merge(endpoint + ' ' + address, 1, Integer::sum);
    }

    private void handshakeEnds(SocketEvent event, String address) {
        String key = event.endpoint() + ' ' + address;
        if (handshakes.merge(key, -1, Integer::sum) < 0) {
            contradiction(event, "no handshake with " + address + " is open");
        }
    }

    @Override
    void end(@Nullable Throwable failure) {
        if (failure != null) {
            world.fail(Promise.EVENTS, socket + " ends its events with an error", failure);
        }
        if (!peers.isEmpty()) {
            world.fail(Promise.EVENTS, socket + " has not reported the end of " + peers);
        }
        // An endpoint that is connected and disconnected before the loop has seen it reports nothing.
        bound.forEach((endpoint, times) -> {
            int neverListened = times - listening.getOrDefault(endpoint, 0);
            if (neverListened > refused.getOrDefault(endpoint, 0)) {
                world.fail(Promise.EVENTS, socket + " has not reported that it listens at " + endpoint);
            }
            if (open.getOrDefault(endpoint, 0) != neverListened) {
                world.fail(Promise.EVENTS, socket + " has not reported the end of " + endpoint);
            }
        });
    }
}
