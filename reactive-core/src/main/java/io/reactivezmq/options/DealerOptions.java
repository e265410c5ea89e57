package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a DEALER socket. */
public final class DealerOptions extends SocketOptions<DealerOptions>
        implements SendOptions<DealerOptions>,
                ReceiveOptions<DealerOptions>,
                RoutingIdOptions<DealerOptions>,
                BalanceOptions<DealerOptions>,
                ConflateOptions<DealerOptions>,
                ProbeOptions<DealerOptions>,
                HelloOptions<DealerOptions>,
                HiccupMessageOptions<DealerOptions> {

    /** With the defaults. */
    public DealerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    DealerOptions self() {
        return this;
    }
}
