package io.reactivezmq.spring.boot;

import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.MissingArtifactException;
import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.List;

/** Binds and connects a socket, and maps failures to the property that they come from. */
final class SocketStarter {

    /** Longer than any listener takes, so that a resolver that never answers does not hang the start. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private SocketStarter() {}

    /** Waits until the socket listens at all of its endpoints. */
    static void bind(ManagedSocket managed) {
        List<String> endpoints = managed.bind();
        for (int i = 0; i < endpoints.size(); i++) {
            try {
                managed.socket().bind(endpoints.get(i)).block(LIMIT);
            } catch (ZmqException failure) {
                throw failure(managed.property("bind[" + i + "]"), failure);
            } catch (IllegalStateException late) {
                // What block throws when the time is over.
                throw new ZmqConfigurationException(
                        managed.property("bind[" + i + "]"),
                        "does not listen at " + endpoints.get(i) + " after " + LIMIT.toSeconds() + " seconds",
                        "choose another endpoint",
                        late);
            }
        }
    }

    /** Connects the socket to all of its endpoints, without waiting for peers. */
    static void connect(ManagedSocket managed) {
        List<String> endpoints = managed.connect();
        for (int i = 0; i < endpoints.size(); i++) {
            try {
                managed.socket().connect(endpoints.get(i));
            } catch (ZmqException failure) {
                throw failure(managed.property("connect[" + i + "]"), failure);
            }
        }
    }

    private static ZmqConfigurationException failure(String property, ZmqException failure) {
        if (failure instanceof BindFailedException refused) {
            return new ZmqConfigurationException(
                    property,
                    "cannot listen at " + refused.endpoint() + " (" + reason(refused) + ")",
                    "stop the program that uses it, or choose another endpoint",
                    failure);
        }
        if (failure instanceof MissingArtifactException missing) {
            return new ZmqConfigurationException(
                    property,
                    "needs a library that is not on the class path",
                    "add the dependency " + missing.artifact(),
                    failure);
        }
        return new ZmqConfigurationException(property, "cannot be used", String.valueOf(failure.getMessage()), failure);
    }

    /** Returns the message of the innermost cause, without what the system call adds before the reason. */
    static String reason(BindFailedException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.substring(message.lastIndexOf("): ") < 0 ? 0 : message.lastIndexOf("): ") + 3);
    }
}
