package io.reactivezmq.samples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints tables as they change: in place on a terminal, otherwise one line for each update. */
final class Screen {

    private static final String UP_AND_CLEAR = "\033[%dA\033[J";

    private final PrintStream out;
    private final boolean terminal;
    private int height;

    private Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns a screen on standard output, which updates tables in place if it is a terminal. */
    static Screen standard() {
        return new Screen(System.out, System.getenv("TERM") != null && isTerminal(System.console()));
    }

    /** Returns a screen that prints one line for each update. */
    static Screen plain(PrintStream out) {
        return new Screen(out, false);
    }

    private static boolean isTerminal(@Nullable Console console) {
        try {
            // Since JDK 22, System.console() may return a console that is not a terminal.
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Prints a heading. Later tables are printed below it. */
    void title(String text) {
        height = 0;
        out.printf("%n%s%n", text);
    }

    /** Shows the latest numbers. */
    void show(Table table) {
        if (terminal) {
            if (height > 0) {
                out.printf(UP_AND_CLEAR, height);
            }
            List<String> lines = table.lines();
            lines.forEach(out::println);
            height = lines.size();
        } else {
            if (height == 0) {
                out.println("  " + table.header());
            }
            out.println("  " + table.line());
            height = 1;
        }
        out.flush();
    }

    /** Ends a section with its result, which replaces the latest numbers on a terminal. */
    void result(SceneResult result) {
        if (terminal && height > 0) {
            out.printf(UP_AND_CLEAR, height);
        }
        result.table().lines().forEach(out::println);
        result.notes().forEach(note -> out.println("  - " + note));
        height = 0;
    }

    /** Prints the lines unchanged. */
    void print(List<String> lines) {
        lines.forEach(out::println);
    }
}
