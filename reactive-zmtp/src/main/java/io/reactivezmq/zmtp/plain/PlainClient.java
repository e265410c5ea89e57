package io.reactivezmq.zmtp.plain;

import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.mechanism.UnexpectedCommand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The client side of PLAIN. It sends HELLO with name and password, answers WELCOME with INITIATE, and receives READY or
 * ERROR.
 */
public final class PlainClient implements Mechanism {

    /** An ERROR of libzmq 4.3.4, which writes the length byte of the name and the E as one byte, 0x5e. */
    private static final byte[] MISSPELT_ERROR = {0x5e, 'R', 'R', 'O', 'R'};

    private final Metadata ours;
    private final String user;
    private final String password;
    private boolean welcome;
    private @Nullable Metadata theirs;

    /**
     * Creates the client side of a handshake.
     *
     * @param ours the properties that this side announces
     * @param user the user name
     * @param password the password
     */
    public PlainClient(Metadata ours, String user, String password) {
        this.ours = ours;
        this.user = user;
        this.password = password;
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean asServer() {
        return false;
    }

    @Override
    public Step start() {
        return Step.send(new PlainHello(user, password).encode());
    }

    @Override
    public Step receive(byte[] command) {
        if (!welcome && PlainWelcome.matches(command)) {
            PlainWelcome.decode(command);
            welcome = true;
            return Step.send(new PlainInitiate(ours).encode());
        }
        if (welcome && ReadyCommand.matches(command, 0, command.length)) {
            theirs = ReadyCommand.decode(command, 0, command.length).metadata();
            return Step.NOTHING;
        }
        if (isMisspeltError(command)) {
            byte[] error = new byte[command.length + 1];
            error[0] = 5;
            error[1] = 'E';
            System.arraycopy(command, 1, error, 2, command.length - 1);
            String reason = ErrorCommand.decode(error, 0, error.length).reason();
            throw UnexpectedCommand.refused(reason);
        }
        throw UnexpectedCommand.orError(command, welcome ? "READY" : "WELCOME");
    }

    private static boolean isMisspeltError(byte[] command) {
        int length = MISSPELT_ERROR.length;
        return command.length > length && Arrays.equals(command, 0, length, MISSPELT_ERROR, 0, length);
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
