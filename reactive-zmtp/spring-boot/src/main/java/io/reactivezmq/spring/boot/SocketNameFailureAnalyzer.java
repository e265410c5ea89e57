package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a socket whose name is that of another bean. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SocketNameFailureAnalyzer extends AbstractFailureAnalyzer<BeanDefinitionOverrideException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanDefinitionOverrideException cause) {
        if (!isSocket(cause.getBeanDefinition()) && !isSocket(cause.getExistingDefinition())) {
            return null;
        }
        BeanDefinition other =
                isSocket(cause.getBeanDefinition()) ? cause.getExistingDefinition() : cause.getBeanDefinition();
        String place = other.getResourceDescription() == null ? "" : ", defined in " + other.getResourceDescription();
        return new FailureAnalysis(
                "The socket zmq.sockets." + cause.getBeanName() + " has the name of another bean" + place + ".",
                "Rename the socket or the bean.",
                cause);
    }

    private static boolean isSocket(BeanDefinition definition) {
        Class<?> type = definition.getResolvableType().resolve();
        return type != null && ZmqSocket.class.isAssignableFrom(type) && isOfProperties(definition);
    }

    private static boolean isOfProperties(BeanDefinition definition) {
        String description = definition.getDescription();
        return description != null && description.startsWith("zmq.sockets.");
    }
}
