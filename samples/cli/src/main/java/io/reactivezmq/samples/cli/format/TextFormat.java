package io.reactivezmq.samples.cli.format;

/**
 * Frames as they are. For reading by people: a line feed or a delimiter within a frame cannot be told from one between
 * frames.
 */
final class TextFormat extends LineFormat {

    TextFormat(byte[] delimiter) {
        super(delimiter);
    }

    @Override
    byte[] encode(byte[] frame) {
        return frame;
    }

    @Override
    byte[] decode(byte[] text) {
        return text;
    }
}
