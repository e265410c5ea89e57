package io.reactivezmq.zmtp;

import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import reactor.netty.resources.LoopResources;

/** Uses Reactor Netty's event loops as the loops of a context. */
public final class NettyLoops {

    private NettyLoops() {}

    /**
     * Returns the application's own event loops, for {@link io.reactivezmq.ZmqContext#on}. The sockets then share
     * threads with the application's HTTP servers and clients. Closing the context does not dispose of the resources.
     *
     * @param resources the application's loops; their server loops are used, with the native transport where available
     * @return the group whose loops are the given ones
     */
    public static LoopGroup shared(LoopResources resources) {
        return NettyLoopGroup.shared(resources);
    }
}
