package io.reactivezmq.samples.cli.format;

import io.reactivezmq.ZmqMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message per line. A delimiter separates its frames. */
abstract class LineFormat implements MessageFormat {

    private final byte[] delimiter;

    LineFormat(byte[] delimiter) {
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("a delimiter of at least one byte is needed");
        }
        this.delimiter = delimiter;
    }

    /** Returns the bytes that stand for the frame: no line feed among them. */
    abstract byte[] encode(byte[] frame);

    /** Returns the frame for which the bytes stand. */
    abstract byte[] decode(byte[] text) throws FormatException;

    @Override
    public final @Nullable ZmqMessage read(InputStream in) throws IOException {
        byte[] line = Lines.next(in);
        return line == null ? null : parse(line);
    }

    @Override
    public final ZmqMessage parse(String argument) throws FormatException {
        return parse(argument.getBytes(StandardCharsets.UTF_8));
    }

    private ZmqMessage parse(byte[] line) throws FormatException {
        List<byte[]> frames = new ArrayList<>();
        int start = 0;
        for (int end; (end = next(line, start)) >= 0; start = end + delimiter.length) {
            frames.add(decode(Arrays.copyOfRange(line, start, end)));
        }
        frames.add(decode(Arrays.copyOfRange(line, start, line.length)));
        return ZmqMessage.wrap(frames.toArray(byte[][]::new));
    }

    @Override
    public final void write(ZmqMessage message, OutputStream out) throws IOException {
        for (int i = 0; i < message.frameCount(); i++) {
            if (i > 0) {
                out.write(delimiter);
            }
            out.write(encode(message.unwrap(i)));
        }
        out.write('\n');
    }

    private int next(byte[] line, int from) {
        for (int i = from; i <= line.length - delimiter.length; i++) {
            int same = 0;
            while (same < delimiter.length && line[i + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                return i;
            }
        }
        return -1;
    }
}
