package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a SERVER socket. */
public final class ServerOptions extends SocketOptions<ServerOptions>
        implements SendOptions<ServerOptions>,
                ReceiveOptions<ServerOptions>,
                HelloOptions<ServerOptions>,
                DisconnectMessageOptions<ServerOptions> {

    /** With the defaults. */
    public ServerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ServerOptions self() {
        return this;
    }
}
