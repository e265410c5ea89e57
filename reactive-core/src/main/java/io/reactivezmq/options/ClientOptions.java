package io.reactivezmq.options;

import io.reactivezmq.spi.settings.PatternSettings;

/** Options of a CLIENT socket (RFC 41). The default linger time is 30 seconds. */
public final class ClientOptions extends BalanceOptions<ClientOptions>
        implements SendOptions<ClientOptions>,
                ReceiveOptions<ClientOptions>,
                HelloOptions<ClientOptions>,
                HiccupMessageOptions<ClientOptions> {

    private final PeerMessageOptions messages = new PeerMessageOptions();

    /** Creates options with default values. */
    public ClientOptions() {}

    @Override
    public ClientOptions helloMessage(byte[] message) {
        messages.hello(message);
        return this;
    }

    @Override
    public ClientOptions hiccupMessage(byte[] message) {
        messages.hiccup(message);
        return this;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(messages.settings());
    }

    @Override
    ClientOptions self() {
        return this;
    }
}
