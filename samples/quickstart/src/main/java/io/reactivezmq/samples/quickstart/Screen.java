package io.reactivezmq.samples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows tables as they change: in place on a terminal, otherwise a line for each. */
final class Screen {

    private static final String UP_AND_CLEAR = "\033[%dA\033[J";

    private final PrintStream out;
    private final boolean terminal;
    private int height;

    private Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output, whatever it is. */
    static Screen standard() {
        return new Screen(System.out, System.getenv("TERM") != null && isTerminal(System.console()));
    }

    /** A screen without a terminal. */
    static Screen plain(PrintStream out) {
        return new Screen(out, false);
    }

    private static boolean isTerminal(@Nullable Console console) {
        try {
            // Since JDK 22 there may be a console without a terminal.
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** A heading; what comes after it stands below. */
    void title(String text) {
        height = 0;
        out.printf("%n%s%n", text);
    }

    /** The latest numbers. */
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

    /** Ends a section with its numbers; a terminal has room for them in place of the latest. */
    void result(SceneResult result) {
        if (terminal && height > 0) {
            out.printf(UP_AND_CLEAR, height);
        }
        result.table().lines().forEach(out::println);
        result.notes().forEach(note -> out.println("  - " + note));
        height = 0;
    }

    /** Lines as they are. */
    void print(List<String> lines) {
        lines.forEach(out::println);
    }
}
