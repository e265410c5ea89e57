package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;
import java.time.Duration;

/** Options of a SERVER socket (RFC 41). The default linger time is 30 seconds. */
public final class ServerOptions extends SocketOptions<ServerOptions>
        implements SendOptions<ServerOptions>,
                ReceiveOptions<ServerOptions>,
                HelloOptions<ServerOptions>,
                DisconnectMessageOptions<ServerOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();

    /** Creates options with default values. */
    public ServerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    public ServerOptions helloMessage(byte[] message) {
        messages.hello(message);
        return this;
    }

    @Override
    public ServerOptions disconnectMessage(byte[] message) {
        messages.disconnect(message);
        return this;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(messages.settings());
    }

    @Override
    ServerOptions self() {
        return this;
    }
}
