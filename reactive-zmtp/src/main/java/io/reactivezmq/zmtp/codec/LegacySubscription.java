package io.reactivezmq.zmtp.codec;

import io.reactivezmq.spi.Control;
import java.util.Arrays;

/**
 * A subscription as an ordinary message of one frame: {@code 01 prefix} or {@code 00 prefix}. Peers before 3.1 write
 * and read no other form. A 3.1 peer writes it too when an application sends it by hand from an XSUB.
 */
public final class LegacySubscription {

    private static final int CANCEL = 0;
    private static final int SUBSCRIBE = 1;

    private LegacySubscription() {}

    /** Returns whether a frame that begins with this byte is a legacy subscription. */
    public static boolean isFirst(byte value) {
        return value == SUBSCRIBE || value == CANCEL;
    }

    /** Returns whether this frame is a legacy subscription. */
    public static boolean matches(byte[] frame) {
        return frame.length > 0 && isFirst(frame[0]);
    }

    /** Decodes the body of a frame that {@linkplain #matches matches}. */
    public static Control decode(byte[] frame) {
        byte[] prefix = Arrays.copyOfRange(frame, 1, frame.length);
        return frame[0] == SUBSCRIBE ? Control.subscribe(prefix) : Control.cancel(prefix);
    }

    /**
     * Encodes the body of the frame.
     *
     * @throws IllegalArgumentException when the control joins or leaves a group
     */
    public static byte[] encode(Control control) {
        byte[] frame = new byte[1 + control.topic().length];
        frame[0] = (byte)
                switch (control.kind()) {
                    case SUBSCRIBE -> SUBSCRIBE;
                    case CANCEL -> CANCEL;
                    case JOIN, LEAVE -> throw new IllegalArgumentException("groups are joined by command");
                };
        System.arraycopy(control.topic(), 0, frame, 1, control.topic().length);
        return frame;
    }
}
