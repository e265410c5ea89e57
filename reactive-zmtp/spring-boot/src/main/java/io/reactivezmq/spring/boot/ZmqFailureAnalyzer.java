package io.reactivezmq.spring.boot;

import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.MissingArtifactException;
import io.reactivezmq.error.ZmqException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports failures of sockets that the application creates itself while it starts. */
final class ZmqFailureAnalyzer extends AbstractFailureAnalyzer<ZmqException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ZmqException cause) {
        if (findCause(rootFailure, ZmqConfigurationException.class) != null) {
            return null;
        }
        if (cause instanceof BindFailedException refused) {
            return new FailureAnalysis(
                    "A socket cannot listen at " + refused.endpoint() + " (" + SocketStarter.reason(refused) + ").",
                    "Stop the program that uses it, or choose another endpoint.",
                    cause);
        }
        if (cause instanceof MissingArtifactException missing) {
            return new FailureAnalysis(
                    missing.getMessage() + ".", "Add the dependency " + missing.artifact() + ".", cause);
        }
        return null;
    }
}
