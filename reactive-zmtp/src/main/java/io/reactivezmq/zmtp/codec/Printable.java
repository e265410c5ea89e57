package io.reactivezmq.zmtp.codec;

/** Makes bytes from a peer safe for log lines and error messages. */
public final class Printable {

    private Printable() {}

    /**
     * Returns the bytes from {@code from} to {@code to} as ASCII, with a question mark for each byte that is not
     * printable.
     */
    public static String of(byte[] data, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append(data[i] >= ' ' && data[i] <= '~' ? (char) data[i] : '?');
        }
        return text.toString();
    }
}
