package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PEER socket. */
public final class PeerOptions extends SocketOptions<PeerOptions>
        implements SendOptions<PeerOptions>,
                ReceiveOptions<PeerOptions>,
                HelloOptions<PeerOptions>,
                DisconnectMessageOptions<PeerOptions>,
                HiccupMessageOptions<PeerOptions> {

    /** With the defaults. */
    public PeerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PeerOptions self() {
        return this;
    }
}
