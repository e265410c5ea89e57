package io.reactivezmq.zmtp.plain;

import io.reactivezmq.security.Credentials;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.mechanism.UnexpectedCommand;
import org.jspecify.annotations.Nullable;

/**
 * The server side of PLAIN. It has the credentials of the HELLO authenticated and sends WELCOME, then answers INITIATE
 * with READY.
 */
public final class PlainServer implements Mechanism {

    private final Metadata ours;
    private boolean welcome;
    private @Nullable Metadata theirs;

    /**
     * Creates the server side of a handshake.
     *
     * @param ours the properties that this side announces
     */
    public PlainServer(Metadata ours) {
        this.ours = ours;
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean asServer() {
        return true;
    }

    @Override
    public Step start() {
        return Step.NOTHING;
    }

    @Override
    public Step receive(byte[] command) {
        if (!welcome && PlainHello.matches(command)) {
            PlainHello hello = PlainHello.decode(command);
            return new Step.Ask(new Credentials.UserPassword(hello.user(), hello.password()), this::welcome);
        }
        if (welcome && PlainInitiate.matches(command)) {
            theirs = PlainInitiate.decode(command).metadata();
            return Step.send(new ReadyCommand(ours).encode());
        }
        throw UnexpectedCommand.command(command, welcome ? "INITIATE" : "HELLO");
    }

    private Step welcome() {
        welcome = true;
        return Step.send(new PlainWelcome().encode());
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
