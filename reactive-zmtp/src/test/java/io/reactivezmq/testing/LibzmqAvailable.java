package io.reactivezmq.testing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests that need libzmq (Debian's {@code python3-zmq}) where it is not there. With {@code REQUIRE_PEERS=true} in
 * the environment, as on a build server, they fail instead.
 */
public final class LibzmqAvailable implements ExecutionCondition {

    private static final boolean AVAILABLE = available();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (AVAILABLE) {
            return ConditionEvaluationResult.enabled("libzmq answers");
        }
        String reason = "'" + PythonPeer.python() + " -c \"import zmq\"' fails; install python3-zmq";
        if (Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))) {
            throw new IllegalStateException(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static boolean available() {
        try {
            Process process = new ProcessBuilder(PythonPeer.python(), "-c", "import zmq")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
