package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.Printable;

/** What to say of commands that do not bring a handshake forward. */
public final class UnexpectedCommand {

    private static final int SHOWN_NAME = 32;

    private UnexpectedCommand() {}

    /** The command is an ERROR, which is a refusal, or it has no place here. */
    public static ZmqException orError(byte[] command, String expected) {
        return ErrorCommand.matches(command, 0, command.length)
                ? refused(ErrorCommand.decode(command, 0, command.length).reason())
                : command(command, expected);
    }

    /** The peer does not want us, for this reason. */
    public static PeerRefusedException refused(String reason) {
        return new PeerRefusedException("peer", "refused the connection with ERROR \"" + reason + '"', reason);
    }

    /** The command has no place here. */
    public static ProtocolException command(byte[] command, String expected) {
        return new ProtocolException(
                ProtocolError.UNEXPECTED_COMMAND,
                "expected " + expected + ", not a command that begins with \""
                        + Printable.of(command, Math.min(1, command.length), Math.min(SHOWN_NAME, command.length))
                        + '"');
    }
}
