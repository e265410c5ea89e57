package io.reactivezmq.samples.cli.format;

import io.reactivezmq.ZmqMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Reads messages from a stream and writes them to one. */
public interface MessageFormat {

    /**
     * Reads the next message. Blocks until there is one.
     *
     * @return the message; null at the end of the stream
     * @throws FormatException when the input is no message of this format
     */
    @Nullable
    ZmqMessage read(InputStream in) throws IOException;

    /**
     * Returns the message for which an argument of the command line stands.
     *
     * @throws FormatException when the argument is no message of this format
     */
    ZmqMessage parse(String argument) throws FormatException;

    /** Writes one message. */
    void write(ZmqMessage message, OutputStream out) throws IOException;
}
