package io.reactivezmq.samples.live;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests that need Chromium where it is not there. With {@code REQUIRE_PEERS=true} in the environment, as on a
 * build server, they fail instead.
 */
final class ChromiumAvailable implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find() != null) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        String reason = "no program of " + Chromium.PROGRAMS + " on the path; install chromium-headless-shell";
        if (Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))) {
            throw new IllegalStateException(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
