package io.reactivezmq.samples.guide;

import java.util.List;
import java.util.regex.Matcher;

/** A running program of an example. */
abstract class Half {

    final Lines lines = new Lines();

    /** Returns the first line that matches, and waits for it if it has not been printed yet. */
    final Matcher await(String regex) {
        return lines.await(0, regex);
    }

    /** Waits for the next line that matches and returns it. Lines printed before the call do not count. */
    final Matcher awaitNew(String regex) {
        return lines.await(lines.all().size(), regex);
    }

    /** Returns the lines printed so far. */
    final List<String> lines() {
        return lines.all();
    }

    /** Waits until the program has ended successfully. */
    abstract void awaitEnd();

    /** Ends the program, a process by SIGKILL, and waits until it has ended. */
    abstract void kill();
}
