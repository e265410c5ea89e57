package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.Printable;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No security: each side sends READY without waiting for the other's. */
public final class NullMechanism implements Mechanism {

    private static final int SHOWN_NAME = 32;

    private final Metadata ours;
    private @Nullable Metadata theirs;

    /** A handshake in which we tell this of ourselves. */
    public NullMechanism(Metadata ours) {
        this.ours = ours;
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
    public List<byte[]> start() {
        return List.of(new ReadyCommand(ours).encode());
    }

    @Override
    public List<byte[]> receive(byte[] command) {
        if (ReadyCommand.matches(command, 0, command.length)) {
            theirs = ReadyCommand.decode(command, 0, command.length).metadata();
            return List.of();
        }
        if (ErrorCommand.matches(command, 0, command.length)) {
            String reason = ErrorCommand.decode(command, 0, command.length).reason();
            throw new PeerRefusedException("peer", "refused the connection with ERROR \"" + reason + '"', reason);
        }
        throw new ProtocolException(
                ProtocolError.UNEXPECTED_COMMAND,
                "expected READY, not a command that begins with \""
                        + Printable.of(command, Math.min(1, command.length), Math.min(SHOWN_NAME, command.length))
                        + '"');
    }

    @Override
    public @Nullable Metadata peerMetadata() {
        return theirs;
    }

    @Override
    public boolean isReady() {
        return theirs != null;
    }
}
