package io.reactivezmq.zmtp.codec;

import io.reactivezmq.spi.Control;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in traffic, as 3.1 peers read it: {@code 09 "SUBSCRIBE" prefix} or {@code 06 "CANCEL" prefix}, the
 * prefix up to the end. 3.0 peers read a {@link LegacySubscription}.
 */
public final class SubscriptionCommand {

    private static final byte[] SUBSCRIBE = Command.head("SUBSCRIBE");
    private static final byte[] CANCEL = Command.head("CANCEL");

    private SubscriptionCommand() {}

    /** What the body between these positions says, or null when it is another command. */
    public static @Nullable Control decode(byte[] data, int from, int to) {
        if (Command.is(SUBSCRIBE, data, from, to)) {
            return Control.subscribe(Arrays.copyOfRange(data, from + SUBSCRIBE.length, to));
        }
        if (Command.is(CANCEL, data, from, to)) {
            return Control.cancel(Arrays.copyOfRange(data, from + CANCEL.length, to));
        }
        return null;
    }

    /** The body. */
    public static byte[] encode(Control control) {
        return Command.body(
                switch (control.kind()) {
                    case SUBSCRIBE -> SUBSCRIBE;
                    case CANCEL -> CANCEL;
                },
                control.topic());
    }
}
