package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;
import java.time.Duration;

/** Options of a PEER socket (RFC 51). The default linger time is 30 seconds. */
public final class PeerOptions extends SocketOptions<PeerOptions>
        implements SendOptions<PeerOptions>,
                ReceiveOptions<PeerOptions>,
                HelloOptions<PeerOptions>,
                DisconnectMessageOptions<PeerOptions>,
                HiccupMessageOptions<PeerOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();

    /** Creates options with default values. */
    public PeerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    public PeerOptions helloMessage(byte[] message) {
        messages.hello(message);
        return this;
    }

    @Override
    public PeerOptions disconnectMessage(byte[] message) {
        messages.disconnect(message);
        return this;
    }

    @Override
    public PeerOptions hiccupMessage(byte[] message) {
        messages.hiccup(message);
        return this;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(messages.settings());
    }

    @Override
    PeerOptions self() {
        return this;
    }
}
