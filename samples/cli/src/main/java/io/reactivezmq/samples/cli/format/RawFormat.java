package io.reactivezmq.samples.cli.format;

import io.reactivezmq.ZmqMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole input, or an argument, is one message of one frame. Frames are written one after the other, with nothing in
 * between.
 */
final class RawFormat implements MessageFormat {

    private boolean read;

    @Override
    public @Nullable ZmqMessage read(InputStream in) throws IOException {
        if (read) {
            return null;
        }
        read = true;
        return ZmqMessage.wrap(in.readAllBytes());
    }

    @Override
    public ZmqMessage parse(String argument) {
        return ZmqMessage.of(argument);
    }

    @Override
    public void write(ZmqMessage message, OutputStream out) throws IOException {
        for (int i = 0; i < message.frameCount(); i++) {
            out.write(message.unwrap(i));
        }
    }
}
