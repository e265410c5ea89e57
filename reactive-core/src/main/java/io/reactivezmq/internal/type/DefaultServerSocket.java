package io.reactivezmq.internal.type;

import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.RoutingIdSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.routed.ServerPattern;

/** A SERVER or PEER socket. */
public abstract class DefaultServerSocket<S extends ZmqSocket<S>> extends DefaultRoutedSocket<S, ServerPattern>
        implements RoutingIdSocket<S> {

    public DefaultServerSocket(SocketPlan plan) {
        super(new RoutedParts<>(
                plan,
                (inbound, host, disconnect) -> new ServerPattern(plan.scope().type(), inbound, host)));
    }

    public static final class Server extends DefaultServerSocket<ServerSocket> implements ServerSocket {

        public Server(SocketPlan plan) {
            super(plan);
        }
    }

    public static final class Peer extends DefaultServerSocket<PeerSocket> implements PeerSocket {

        public Peer(SocketPlan plan) {
            super(plan);
        }

        @Override
        public RoutingId connectPeer(String endpoint) {
            byte[] id = pattern().generateId();
            core.endpoints().connect(endpoint, id);
            return RoutingId.of(id);
        }
    }
}
