package io.reactivezmq.zmtp.codec;

import io.reactivezmq.spi.Control;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions as commands, which 3.1 peers read: {@code 09 "SUBSCRIBE" prefix} or {@code 06 "CANCEL" prefix}, the
 * prefix up to the end. 3.0 peers read a {@link LegacySubscription}. The commands for groups, {@code 04 "JOIN" group}
 * and {@code 05 "LEAVE" group}, have the same format and go to peers of any version.
 */
public final class SubscriptionCommand {

    private static final byte[] SUBSCRIBE = Command.head("SUBSCRIBE");
    private static final byte[] CANCEL = Command.head("CANCEL");
    private static final byte[] JOIN = Command.head("JOIN");
    private static final byte[] LEAVE = Command.head("LEAVE");

    private SubscriptionCommand() {}

    /** Decodes a JOIN or LEAVE from the body from {@code from} to {@code to}. Returns null for any other command. */
    public static @Nullable Control decodeGroup(byte[] data, int from, int to) {
        if (Command.is(JOIN, data, from, to)) {
            return Control.join(Arrays.copyOfRange(data, from + JOIN.length, to));
        }
        if (Command.is(LEAVE, data, from, to)) {
            return Control.leave(Arrays.copyOfRange(data, from + LEAVE.length, to));
        }
        return null;
    }

    /**
     * Decodes a SUBSCRIBE or CANCEL from the body from {@code from} to {@code to}. Returns null for any other command.
     */
    public static @Nullable Control decode(byte[] data, int from, int to) {
        if (Command.is(SUBSCRIBE, data, from, to)) {
            return Control.subscribe(Arrays.copyOfRange(data, from + SUBSCRIBE.length, to));
        }
        if (Command.is(CANCEL, data, from, to)) {
            return Control.cancel(Arrays.copyOfRange(data, from + CANCEL.length, to));
        }
        return null;
    }

    /** Encodes the body of the command. */
    public static byte[] encode(Control control) {
        return Command.body(
                switch (control.kind()) {
                    case SUBSCRIBE -> SUBSCRIBE;
                    case CANCEL -> CANCEL;
                    case JOIN -> JOIN;
                    case LEAVE -> LEAVE;
                },
                control.topic());
    }
}
