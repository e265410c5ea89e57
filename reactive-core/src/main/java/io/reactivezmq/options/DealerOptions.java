package io.reactivezmq.options;

import java.time.Duration;

/** Options of a DEALER socket (RFC 28). The default linger time is 30 seconds. */
public final class DealerOptions extends SocketOptions<DealerOptions>
        implements SendOptions<DealerOptions>,
                ReceiveOptions<DealerOptions>,
                RoutingIdOptions<DealerOptions>,
                BalanceOptions<DealerOptions>,
                ConflateOptions<DealerOptions>,
                ProbeOptions<DealerOptions>,
                HelloOptions<DealerOptions>,
                HiccupMessageOptions<DealerOptions> {

    /** Creates options with default values. */
    public DealerOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    DealerOptions self() {
        return this;
    }
}
