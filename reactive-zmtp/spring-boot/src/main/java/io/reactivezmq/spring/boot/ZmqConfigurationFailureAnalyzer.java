package io.reactivezmq.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Reports a property that cannot be used, or an endpoint that cannot be bound, and what to do about it. */
final class ZmqConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ZmqConfigurationException cause) {
        return new FailureAnalysis(
                "The property " + cause.property() + " " + cause.problem() + ".",
                StringUtils.capitalize(cause.action()) + ".",
                cause);
    }
}
