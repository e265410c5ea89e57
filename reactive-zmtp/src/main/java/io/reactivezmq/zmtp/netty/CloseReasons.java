package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.MemoryExhaustedException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.settings.LinkSettings;
import java.io.IOException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import reactor.util.Logger;
import reactor.util.Loggers;

/** Maps an exception thrown on a channel to the close reason reported in events. */
final class CloseReasons {

    private static final Logger LOG = Loggers.getLogger(CloseReasons.class);

    private CloseReasons() {}

    /** Returns whether this exception of a channel means that the peer is lost, as when it resets the connection. */
    static boolean isLoss(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof SSLException);
    }

    /** Returns the reason for the end of a connection that the peer has closed in this state. */
    static ZmqException closedByPeer(String address, LinkSettings settings, ConnectionState state) {
        String handshake = state.isHandshake()
                ? " during the " + settings.security().mechanism().mechanism() + " handshake"
                : "";
        return new PeerLostException(address, "the peer closed the connection" + handshake, null);
    }

    /**
     * Returns the close reason, with the peer's address. Exhausted memory and unexpected exceptions are also logged.
     */
    static ZmqException of(Throwable failure, String address) {
        if (failure instanceof ProtocolException broken) {
            return broken.of(address);
        }
        if (failure instanceof PeerRefusedException refused) {
            return refused.of(address);
        }
        if (failure instanceof AuthenticationFailedException refused) {
            return refused.of(address);
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
