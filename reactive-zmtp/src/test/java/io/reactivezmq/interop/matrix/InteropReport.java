package io.reactivezmq.interop.matrix;

import io.reactivezmq.interop.matrix.Pairing.Case;
import io.reactivezmq.interop.matrix.Pairing.Side;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Writes down the outcome of each case, and puts a table of all into the build directory. */
final class InteropReport implements InvocationInterceptor, AfterAllCallback {

    /** Of all peers that were tried in this run: whether a case was passed. */
    private static final Map<String, Map<Case, Boolean>> OUTCOMES = new TreeMap<>();

    private final Map<Case, Boolean> outcomes = new ConcurrentHashMap<>();

    InteropReport(String peer) {
        synchronized (OUTCOMES) {
            OUTCOMES.put(peer, outcomes);
        }
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!(method.getArguments().get(0) instanceof Case example)) {
            invocation.proceed();
            return;
        }
        outcomes.put(example, false);
        invocation.proceed();
        outcomes.put(example, true);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, URISyntaxException {
        Path classes = Path.of(InteropReport.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        synchronized (OUTCOMES) {
            Files.writeString(classes.resolveSibling("interop-matrix.md"), table());
        }
    }

    private static String table() {
        StringBuilder text = new StringBuilder("# Interoperability, as tried in the last test run\n\n");
        text.append("| ours | theirs | peer | we bind | we connect |\n|---|---|---|---|---|\n");
        for (Pairing pairing : Pairing.ALL) {
            OUTCOMES.forEach((peer, outcomes) -> text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            pairing.ours().wireName(),
                            pairing.theirs().wireName(),
                            peer,
                            outcome(pairing, Side.BINDS, outcomes),
                            outcome(pairing, Side.CONNECTS, outcomes))));
        }
        OUTCOMES.forEach((peer, outcomes) -> text.append("\n%s: %d of %d cases passed.\n"
                .formatted(
                        peer,
                        passed(Pairing.allCases(), outcomes),
                        Pairing.allCases().size())));
        return text.toString();
    }

    private static String outcome(Pairing pairing, Side side, Map<Case, Boolean> outcomes) {
        List<Case> cases =
                pairing.cases().filter(example -> example.side() == side).toList();
        String count = passed(cases, outcomes) + " of " + cases.size();
        List<Exercise> failed = cases.stream()
                .filter(example -> !outcomes.getOrDefault(example, true))
                .map(Case::exercise)
                .toList();
        return failed.isEmpty() ? count : count + ", failed: " + failed;
    }

    private static long passed(List<Case> cases, Map<Case, Boolean> outcomes) {
        return cases.stream()
                .filter(example -> outcomes.getOrDefault(example, false))
                .count();
    }
}
