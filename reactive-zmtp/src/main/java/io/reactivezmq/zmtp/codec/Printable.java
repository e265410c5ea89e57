package io.reactivezmq.zmtp.codec;

/** Makes what a peer wrote fit for a log line. */
public final class Printable {

    private Printable() {}

    /** The bytes between these positions as ASCII; what is not printable becomes a question mark. */
    public static String of(byte[] data, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append(data[i] >= ' ' && data[i] <= '~' ? (char) data[i] : '?');
        }
        return text.toString();
    }
}
