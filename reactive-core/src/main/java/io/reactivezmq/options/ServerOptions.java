package io.reactivezmq.options;

import java.time.Duration;

/** Options of a SERVER socket (RFC 41). The default linger time is 30 seconds. */
public final class ServerOptions extends SocketOptions<ServerOptions>
        implements SendOptions<ServerOptions>,
                ReceiveOptions<ServerOptions>,
                HelloOptions<ServerOptions>,
                DisconnectMessageOptions<ServerOptions> {

    /** Creates options with default values. */
    public ServerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ServerOptions self() {
        return this;
    }
}
