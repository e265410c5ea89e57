package io.reactivezmq.zmtp.session;

import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Zmtp1FrameHeader;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.SealedMessageEncoder;
import org.jspecify.annotations.Nullable;

/** Encodes frames that are not part of an application's message: commands and legacy subscriptions. */
final class FrameWriter {

    private final @Nullable FrameCipher cipher;
    private final boolean old;

    FrameWriter(@Nullable FrameCipher cipher, Dialect dialect) {
        this.cipher = cipher;
        this.old = dialect.hasOldFrames();
    }

    /** Returns a complete frame in the format of the protocol version, sealed if the mechanism does so. */
    byte[] frame(int flags, byte[] body) {
        if (old) {
            return Zmtp1FrameHeader.frame(flags, body);
        }
        if (cipher == null) {
            return FrameHeader.frame(flags, body);
        }
        int sealed = body.length + cipher.overhead();
        byte[] frame = new byte[FrameHeader.lengthFor(sealed) + sealed];
        new SealedMessageEncoder(cipher).encode(flags, body, frame, 0);
        return frame;
    }
}
