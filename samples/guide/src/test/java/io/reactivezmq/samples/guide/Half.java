package io.reactivezmq.samples.guide;

import java.util.List;
import java.util.regex.Matcher;

/** One half of an example at work. */
abstract class Half {

    final Lines lines = new Lines();

    /** The first line that matches, already there or still to come. */
    final Matcher await(String regex) {
        return lines.await(0, regex);
    }

    /** The next line that matches, none of those that are there. */
    final Matcher awaitNew(String regex) {
        return lines.await(lines.all().size(), regex);
    }

    /** What it has printed so far. */
    final List<String> lines() {
        return lines.all();
    }

    /** Waits until it has done its work, with success. */
    abstract void awaitEnd();

    /** Ends it, a process by SIGKILL, and waits until it is gone. */
    abstract void kill();
}
