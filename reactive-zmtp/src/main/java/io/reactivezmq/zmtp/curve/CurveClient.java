package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.mechanism.UnexpectedCommand;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client side of CURVE, which knows the server's public key. It sends HELLO, answers WELCOME with INITIATE, and
 * receives READY or ERROR.
 */
public final class CurveClient implements Mechanism {

    private static final long HELLO_NONCE = 1;
    private static final long INITIATE_NONCE = 2;

    private final Metadata ours;
    private final byte[] server;
    private final CurveKeyPair keys;
    private final CurveSecrets secrets;

    /** The key pair C', c' of this connection. The secret key is wiped after use. */
    private byte[] transientPublic = {};

    private byte[] transientSecret = {};

    /** The key agreed on by C' and S, for HELLO and WELCOME. Wiped after use. */
    private byte[] helloKey = {};

    /** The key agreed on by C' and S', set when INITIATE has been created. */
    private byte @Nullable [] sessionKey;

    /** Seals and opens the traffic. Chosen before the loop needs it, as that may load a native library. */
    private @Nullable BoxLibrary library;

    private long readyNonce;
    private @Nullable Metadata theirs;

    /**
     * Creates the client side of a handshake.
     *
     * @param ours the properties that this side announces
     * @param server the server's public key
     * @param keys the client's own key pair
     * @param secrets the source of random bytes
     */
    public CurveClient(Metadata ours, CurvePublicKey server, CurveKeyPair keys, CurveSecrets secrets) {
        this.ours = ours;
        this.server = server.bytes();
        this.keys = keys;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "CURVE";
    }

    @Override
    public boolean asServer() {
        return false;
    }

    @Override
    public Step start() {
        return new Step.Work(this::hello);
    }

    private Step hello() {
        library = BoxLibrary.preferred();
        transientSecret = secrets.next(Keys.LENGTH);
        transientPublic = Keys.publicOf(transientSecret);
        helloKey = Keys.agree(transientSecret, server);
        byte[] box = Box.numbered(helloKey, CurveHello.NONCE).seal(HELLO_NONCE, new byte[64]);
        return Step.send(new CurveHello(transientPublic, HELLO_NONCE, box).encode());
    }

    @Override
    public Step receive(byte[] command) {
        if (sessionKey == null && CurveWelcome.matches(command)) {
            CurveWelcome welcome = CurveWelcome.decode(command);
            return new Step.Work(() -> initiate(welcome));
        }
        if (sessionKey != null && CurveReady.matches(command)) {
            ready(CurveReady.decode(command), sessionKey);
            return Step.NOTHING;
        }
        throw UnexpectedCommand.orError(command, sessionKey == null ? "WELCOME" : "READY");
    }

    private Step initiate(CurveWelcome welcome) {
        byte[] opened = Box.random(helloKey, CurveWelcome.NONCE, welcome.random())
                .open(Box.end(welcome.random()), welcome.box(), 0, welcome.box().length);
        if (opened == null) {
            throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "a WELCOME does not open");
        }
        byte[] serverTransient = Arrays.copyOf(opened, Keys.LENGTH);
        byte[] cookie = Arrays.copyOfRange(opened, Keys.LENGTH, opened.length);
        byte[] key = Keys.agree(transientSecret, serverTransient);
        byte[] vouch = CurveVouch.make(
                Keys.agree(keys.secretKey().bytes(), serverTransient),
                secrets.next(CurveVouch.RANDOM),
                transientPublic,
                server);
        byte[] metadata = ours.encode();
        byte[] clear = ByteBuffer.allocate(Keys.LENGTH + CurveVouch.LENGTH + metadata.length)
                .put(keys.publicKey().bytes())
                .put(vouch)
                .put(metadata)
                .array();
        Arrays.fill(transientSecret, (byte) 0);
        Arrays.fill(helloKey, (byte) 0);
        sessionKey = key;
        byte[] box = Box.numbered(key, CurveInitiate.NONCE).seal(INITIATE_NONCE, clear);
        return Step.send(new CurveInitiate(cookie, INITIATE_NONCE, box).encode());
    }

    private void ready(CurveReady ready, byte[] key) {
        byte[] opened = Box.numbered(key, CurveReady.NONCE).open(ready.nonce(), ready.box(), 0, ready.box().length);
        if (opened == null) {
            throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "a READY does not open");
        }
        readyNonce = ready.nonce();
        theirs = Metadata.decode(opened, 0, opened.length);
    }

    @Override
    public @Nullable Metadata peerMetadata() {
        return theirs;
    }

    @Override
    public boolean isReady() {
        return theirs != null;
    }

    @Override
    public FrameCipher cipher() {
        return new CurveCipher(
                Objects.requireNonNull(library), Objects.requireNonNull(sessionKey), true, INITIATE_NONCE, readyNonce);
    }
}
