package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a CLIENT socket. */
public final class ClientOptions extends SocketOptions<ClientOptions>
        implements SendOptions<ClientOptions>,
                ReceiveOptions<ClientOptions>,
                BalanceOptions<ClientOptions>,
                HelloOptions<ClientOptions>,
                HiccupMessageOptions<ClientOptions> {

    /** With the defaults. */
    public ClientOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ClientOptions self() {
        return this;
    }
}
