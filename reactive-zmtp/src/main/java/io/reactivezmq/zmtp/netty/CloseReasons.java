package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.MemoryExhaustedException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import java.io.IOException;
import java.util.Objects;
import reactor.util.Logger;
import reactor.util.Loggers;

/** What it means to those who are told of the end of a connection that this or that was thrown on it. */
final class CloseReasons {

    private static final Logger LOG = Loggers.getLogger(CloseReasons.class);

    private CloseReasons() {}

    /** The reason, with the peer's address. What nobody has foreseen is logged too. */
    static ZmqException of(Throwable failure, String address) {
        if (failure instanceof ProtocolException broken) {
            return broken.of(address);
        }
        if (failure instanceof PeerRefusedException refused) {
            return refused.of(address);
        }
        if (failure instanceof AuthenticationFailedException stranger) {
            return stranger.of(address);
        }
        if (failure instanceof ZmqException known) {
            return known;
        }
        if (failure instanceof IOException io) {
            return new PeerLostException(address, Objects.requireNonNullElse(io.getMessage(), "connection lost"), io);
        }
        if (failure instanceof OutOfMemoryError memory) {
            LOG.warn("Connection to {} ended for want of memory: {}", address, String.valueOf(memory.getMessage()));
            return new MemoryExhaustedException(address, memory);
        }
        LOG.error("Connection to {} ended by an unexpected failure", address, failure);
        return new PeerLostException(address, "unexpected " + failure, failure);
    }
}
