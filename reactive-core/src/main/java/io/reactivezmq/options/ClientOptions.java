package io.reactivezmq.options;

import java.time.Duration;

/** Options of a CLIENT socket (RFC 41). The default linger time is 30 seconds. */
public final class ClientOptions extends SocketOptions<ClientOptions>
        implements SendOptions<ClientOptions>,
                ReceiveOptions<ClientOptions>,
                BalanceOptions<ClientOptions>,
                HelloOptions<ClientOptions>,
                HiccupMessageOptions<ClientOptions> {

    /** Creates options with default values. */
    public ClientOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ClientOptions self() {
        return this;
    }
}
