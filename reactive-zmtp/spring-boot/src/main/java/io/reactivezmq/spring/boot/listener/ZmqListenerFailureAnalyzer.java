package io.reactivezmq.spring.boot.listener;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.StringUtils;

/** Reports a listener method that cannot be called, and what to do about it. */
final class ZmqListenerFailureAnalyzer extends AbstractFailureAnalyzer<ZmqListenerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ZmqListenerException cause) {
        return new FailureAnalysis(cause.problem() + ".", StringUtils.capitalize(cause.action()) + ".", cause);
    }
}
