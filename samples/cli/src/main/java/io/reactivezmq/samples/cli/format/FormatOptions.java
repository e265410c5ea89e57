package io.reactivezmq.samples.cli.format;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that choose a format. */
public final class FormatOptions {

    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    @Option(
            names = {"-d", "--delimiter"},
            paramLabel = "TEXT",
            defaultValue = "\\t",
            description = "Separates frames in text and hexadecimal format; \\t, \\n and \\xHH stand for bytes."
                    + " Default: a tab.")
    private String delimiter = "\\t";

    @Option(names = "--envelope", description = "In JSON: each message is an object with its frames and its peer.")
    private boolean envelope;

    /** Only one of these may be given. */
    private static final class Choice {

        @Option(
                names = {"-A", "--text"},
                description = "One message per line, frames as they are. The default.")
        private boolean text;

        @Option(
                names = {"-Q", "--escaped"},
                description = "One message per line; bytes that are no text are escaped, so that nothing is lost.")
        private boolean escaped;

        @Option(
                names = {"-J", "--json"},
                description = "JSON Lines: an array of frames per line.")
        private boolean json;

        @Option(
                names = {"-X", "--hex"},
                description = "One message per line, frames in hexadecimal digits.")
        private boolean hex;

        @Option(names = "--raw", description = "Bytes alone: the whole input is one message.")
        private boolean raw;
    }

    /** Returns a new format, for one direction. */
    public MessageFormat create() {
        if (choice == null || choice.text) {
            return new TextFormat(delimiter());
        }
        if (choice.escaped) {
            return new EscapedFormat();
        }
        if (choice.json) {
            return new JsonFormat(envelope);
        }
        return choice.hex ? new HexFormat(delimiter()) : new RawFormat();
    }

    private byte[] delimiter() {
        try {
            return new EscapedFormat().decode(delimiter.getBytes(StandardCharsets.UTF_8));
        } catch (FormatException invalid) {
            throw new IllegalArgumentException("--delimiter: " + invalid.getMessage());
        }
    }
}
