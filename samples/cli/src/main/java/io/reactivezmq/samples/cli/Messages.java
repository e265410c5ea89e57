package io.reactivezmq.samples.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Messages among the arguments. */
final class Messages {

    @Parameters(
            paramLabel = "MESSAGE",
            description =
                    "The messages, in the chosen format. Without any, they come from the standard input. With --count"
                            + " or --interval they are sent again and again.")
    private List<String> texts = new ArrayList<>();

    List<String> texts() {
        return texts;
    }
}
