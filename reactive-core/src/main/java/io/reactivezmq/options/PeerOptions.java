package io.reactivezmq.options;

import java.time.Duration;

/** Options of a PEER socket (RFC 51). The default linger time is 30 seconds. */
public final class PeerOptions extends SocketOptions<PeerOptions>
        implements SendOptions<PeerOptions>,
                ReceiveOptions<PeerOptions>,
                HelloOptions<PeerOptions>,
                DisconnectMessageOptions<PeerOptions>,
                HiccupMessageOptions<PeerOptions> {

    /** Creates options with default values. */
    public PeerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PeerOptions self() {
        return this;
    }
}
