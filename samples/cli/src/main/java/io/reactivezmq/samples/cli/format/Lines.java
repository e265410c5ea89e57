package io.reactivezmq.samples.cli.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes. */
final class Lines {

    private Lines() {}

    /** Returns the next line, without its line feed; null at the end. The last line needs no line feed. */
    static byte @Nullable [] next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }
}
