package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.security.Credentials;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import org.jspecify.annotations.Nullable;

/**
 * The NULL mechanism, without security: one READY from each side, in any order. If an authenticator is set, this side
 * sends its READY only after the peer has been authenticated. The session of the side that accepted the connection
 * holds its READY back until the socket has accepted the peer.
 */
public final class NullMechanism implements Mechanism {

    private final Metadata ours;
    private final boolean authenticates;
    private @Nullable Metadata theirs;
    private boolean said;

    /**
     * Creates one side of a handshake.
     *
     * @param ours the properties that this side announces
     * @param authenticates whether the peer is authenticated, by its address alone
     */
    public NullMechanism(Metadata ours, boolean authenticates) {
        this.ours = ours;
        this.authenticates = authenticates;
    }

    @Override
    public String name() {
        return "NULL";
    }

    @Override
    public boolean asServer() {
        return false;
    }

    @Override
    public boolean acceptsOldVersions() {
        return !authenticates;
    }

    @Override
    public Step start() {
        return authenticates ? new Step.Ask(new Credentials.Anonymous(), this::ready) : ready();
    }

    private Step ready() {
        said = true;
        return Step.send(new ReadyCommand(ours).encode());
    }

    @Override
    public Step receive(byte[] command) {
        if (ReadyCommand.matches(command, 0, command.length)) {
            theirs = ReadyCommand.decode(command, 0, command.length).metadata();
            return Step.NOTHING;
        }
        throw UnexpectedCommand.orError(command, "READY");
    }

    @Override
    public @Nullable Metadata peerMetadata() {
        return theirs;
    }

    @Override
    public boolean hasSaidAll() {
        return said;
    }

    @Override
    public boolean isReady() {
        return theirs != null;
    }
}
