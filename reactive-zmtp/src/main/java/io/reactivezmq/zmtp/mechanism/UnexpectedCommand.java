package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.Printable;

/** Creates the exceptions for commands that do not continue a handshake. */
public final class UnexpectedCommand {

    private static final int SHOWN_NAME = 32;

    private UnexpectedCommand() {}

    /** Returns a refusal if the command is an ERROR, or else the exception for an unexpected command. */
    public static ZmqException orError(byte[] command, String expected) {
        return ErrorCommand.matches(command, 0, command.length)
                ? refused(ErrorCommand.decode(command, 0, command.length).reason())
                : command(command, expected);
    }

    /** Returns the exception for an ERROR with which the peer refused the connection. */
    public static PeerRefusedException refused(String reason) {
        return new PeerRefusedException("peer", "refused the connection with ERROR \"" + reason + '"', reason);
    }

    /** Returns the exception for a command that the handshake does not expect here. */
    public static ProtocolException command(byte[] command, String expected) {
        return new ProtocolException(
                ProtocolError.UNEXPECTED_COMMAND,
                "expected " + expected + ", not a command that begins with \""
                        + Printable.of(command, Math.min(1, command.length), Math.min(SHOWN_NAME, command.length))
                        + '"');
    }
}
