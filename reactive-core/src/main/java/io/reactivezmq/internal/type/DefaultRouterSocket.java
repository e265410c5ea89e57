package io.reactivezmq.internal.type;

import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.internal.pattern.routed.RouterPattern;

/** A ROUTER socket. */
public final class DefaultRouterSocket extends DefaultRoutedSocket<RouterSocket, RouterPattern>
        implements RouterSocket {

    public DefaultRouterSocket(SocketPlan plan) {
        super(new RoutedParts<>(
                plan,
                (inbound, host, disconnect) ->
                        new RouterPattern(plan.scope().settings().pattern().router(), inbound, host)));
    }

    @Override
    public RouterSocket connect(String endpoint, RoutingId peer) {
        core.endpoints().connect(endpoint, peer.bytes());
        return this;
    }

    @Override
    public RouterSocket mandatory(boolean enabled) {
        pattern().mandatory(enabled);
        return this;
    }

    @Override
    public RouterSocket handover(boolean enabled) {
        pattern().handover(enabled);
        return this;
    }
}
