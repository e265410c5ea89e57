package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/** Tells the simulated world what a connection holds, and its state. */
public final class HeldBytes {

    private static final Field READER = field(ReadController.class, "reader");
    private static final Field STATE = field(ZmtpHandler.class, "state");

    private HeldBytes() {}

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Returns how many bytes were read from a channel and wait for room in the pipe. */
    public static int unread(Channel channel) {
        ZmtpHandler handler = channel.pipeline().get(ZmtpHandler.class);
        if (handler == null) {
            return 0;
        }
        try {
            return ((ChannelReader) READER.get(handler.reads())).backlogSize();
        } catch (IllegalAccessException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Returns the names of all states of a connection. */
    public static List<String> states() {
        return Arrays.stream(ConnectionState.values()).map(Enum::name).toList();
    }

    /** Returns the name of the state of a channel's connection; empty without one. */
    public static String state(Channel channel) {
        ZmtpHandler handler = channel.pipeline().get(ZmtpHandler.class);
        try {
            return handler == null ? "" : STATE.get(handler).toString();
        } catch (IllegalAccessException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
