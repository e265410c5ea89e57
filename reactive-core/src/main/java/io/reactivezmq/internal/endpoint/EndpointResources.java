package io.reactivezmq.internal.endpoint;

import io.reactivezmq.options.HostResolver;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.WriteBudget;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * What the endpoints of all sockets of one context share.
 *
 * @param transports the transports by scheme
 * @param resolver resolves host names; null for the transports' own resolver
 * @param writeBudget the limit of bytes that are encoded and not yet taken by the operating system
 * @param handshakes the limit of open handshakes
 * @param handshakeWork the threads for computations of handshakes, started with the first use
 * @param authenticator decides on peers of sockets without an authenticator of their own; null for none
 * @param zapHandler the RFC 27 handler that is bound in the context; null while there is none
 */
public record EndpointResources(
        Transports transports,
        @Nullable HostResolver resolver,
        WriteBudget writeBudget,
        HandshakeLimiter handshakes,
        Supplier<Scheduler> handshakeWork,
        @Nullable Authenticator authenticator,
        Supplier<@Nullable Authenticator> zapHandler) {}
