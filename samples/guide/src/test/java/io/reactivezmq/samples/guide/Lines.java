package io.reactivezmq.samples.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that a program has printed. */
final class Lines {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final List<String> lines = new ArrayList<>();
    private String ended;

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Marks the end of the lines. A later mark is ignored. */
    synchronized void end(String how) {
        if (ended == null) {
            ended = how;
        }
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /**
     * Returns the first line that matches, from the given index on, and waits for it if it has not been printed yet.
     */
    synchronized Matcher await(int from, String regex) {
        Pattern pattern = Pattern.compile(regex);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int at = from; ; at++) {
            while (at == lines.size()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended != null || left <= 0) {
                    throw new AssertionError(
                            "no line '" + regex + "', it " + (ended == null ? "goes on" : ended) + " after " + lines);
                }
                waitFor(left);
            }
            Matcher matcher = pattern.matcher(lines.get(at));
            if (matcher.matches()) {
                return matcher;
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // called in a loop
    private void waitFor(long milliseconds) {
        try {
            wait(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
