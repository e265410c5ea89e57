package io.reactivezmq.zmtp.curve;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.mechanism.UnexpectedCommand;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server side of CURVE, whose public key the client knows. It answers HELLO with WELCOME, and INITIATE with READY
 * when the client's key has been authenticated. A command that does not open closes the connection without an ERROR.
 */
public final class CurveServer implements Mechanism {

    private static final long READY_NONCE = 1;
    private static final byte[] NOTHING_BUT_ZEROS = new byte[64];

    private final Metadata ours;
    private final Supplier<List<CurveKeyPair>> keys;
    private final CurveSecrets secrets;

    /** The server's key that the client knows, set by HELLO. */
    private @Nullable CurvePublicKey known;

    /** C', set by HELLO. */
    private byte @Nullable [] clientTransient;

    private long helloNonce;

    /** The secret key s' of this connection, and the key of its cookie. Both are wiped after use. */
    private byte[] transientSecret = {};

    private byte[] cookieKey = {};

    /** The key agreed on by C' and S', set when INITIATE has been opened. */
    private byte @Nullable [] sessionKey;

    /** Seals and opens the traffic. Chosen before the loop needs it, as that may load a native library. */
    private @Nullable BoxLibrary library;

    private long initiateNonce;
    private @Nullable Metadata theirs;

    /**
     * Creates the server side of a handshake, with one key pair.
     *
     * @param ours the properties that this side announces
     * @param key the server's key pair
     * @param secrets the source of random bytes
     */
    public CurveServer(Metadata ours, CurveKeyPair key, CurveSecrets secrets) {
        this(ours, () -> List.of(key), secrets);
    }

    /**
     * Creates the server side of a handshake, with several key pairs that a client may know.
     *
     * @param ours the properties that this side announces
     * @param keys supplies the server's key pairs; called once, at the client's HELLO, on a handshake thread
     * @param secrets the source of random bytes
     */
    public CurveServer(Metadata ours, Supplier<List<CurveKeyPair>> keys, CurveSecrets secrets) {
        this.ours = ours;
        this.keys = keys;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "CURVE";
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
        byte[] client = clientTransient;
        if (client == null && CurveHello.matches(command)) {
            CurveHello hello = CurveHello.decode(command);
            return new Step.Work(() -> welcome(hello));
        }
        if (client != null && sessionKey == null && CurveInitiate.matches(command)) {
            CurveInitiate initiate = CurveInitiate.decode(command);
            return new Step.Work(() -> admit(initiate, client));
        }
        throw UnexpectedCommand.command(command, client == null ? "HELLO" : "INITIATE");
    }

    private Step welcome(CurveHello hello) {
        library = BoxLibrary.preferred();
        for (CurveKeyPair candidate : keys.get()) {
            byte[] helloKey = Keys.agree(candidate.secretKey().bytes(), hello.clientTransient());
            byte[] zeros =
                    Box.numbered(helloKey, CurveHello.NONCE).open(hello.nonce(), hello.box(), 0, hello.box().length);
            if (zeros == null) {
                Arrays.fill(helloKey, (byte) 0);
                continue;
            }
            if (!MessageDigest.isEqual(zeros, NOTHING_BUT_ZEROS)) {
                throw new ProtocolException(
                        ProtocolError.MALFORMED_HELLO, "a HELLO has something else than zeros in it");
            }
            known = candidate.publicKey();
            return welcome(hello, helloKey);
        }
        throw new ProtocolException(
                ProtocolError.CRYPTOGRAPHIC, "a HELLO does not open: it may be meant for another key than ours");
    }

    private Step welcome(CurveHello hello, byte[] helloKey) {
        transientSecret = secrets.next(Keys.LENGTH);
        cookieKey = secrets.next(Keys.LENGTH);
        byte[] cookie = CurveCookie.bake(
                cookieKey, secrets.next(CurveWelcome.RANDOM), hello.clientTransient(), transientSecret);
        byte[] clear = ByteBuffer.allocate(Keys.LENGTH + CurveCookie.LENGTH)
                .put(Keys.publicOf(transientSecret))
                .put(cookie)
                .array();
        byte[] random = secrets.next(CurveWelcome.RANDOM);
        byte[] box = Box.random(helloKey, CurveWelcome.NONCE, random).seal(Box.end(random), clear);
        Arrays.fill(helloKey, (byte) 0);
        helloNonce = hello.nonce();
        clientTransient = hello.clientTransient();
        return Step.send(new CurveWelcome(random, box).encode());
    }

    private Step admit(CurveInitiate initiate, byte[] client) {
        if (!CurveCookie.is(initiate.cookie(), cookieKey, client, transientSecret)) {
            throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "an INITIATE brings another cookie than ours");
        }
        if (Long.compareUnsigned(initiate.nonce(), helloNonce) <= 0) {
            throw new ProtocolException(
                    ProtocolError.INVALID_SEQUENCE, "an INITIATE with the nonce of the HELLO or less");
        }
        byte[] key = Keys.agree(transientSecret, client);
        byte[] opened =
                Box.numbered(key, CurveInitiate.NONCE).open(initiate.nonce(), initiate.box(), 0, initiate.box().length);
        if (opened == null) {
            throw new ProtocolException(ProtocolError.CRYPTOGRAPHIC, "an INITIATE does not open");
        }
        byte[] owner = Arrays.copyOf(opened, Keys.LENGTH);
        int metadataAt = Keys.LENGTH + CurveVouch.LENGTH;
        byte[] vouch = Arrays.copyOfRange(opened, Keys.LENGTH, metadataAt);
        if (!CurveVouch.vouches(
                vouch,
                Keys.agree(transientSecret, owner),
                client,
                Objects.requireNonNull(known).bytes())) {
            throw new ProtocolException(
                    ProtocolError.KEY_EXCHANGE, "an INITIATE does not vouch for the key it comes with, or not to us");
        }
        Arrays.fill(transientSecret, (byte) 0);
        Arrays.fill(cookieKey, (byte) 0);
        initiateNonce = initiate.nonce();
        sessionKey = key;
        return new Step.Ask(
                new Credentials.PublicKey(CurvePublicKey.of(owner)),
                () -> ready(key, Metadata.decode(opened, metadataAt, opened.length)));
    }

    private Step ready(byte[] key, Metadata announced) {
        theirs = announced;
        byte[] box = Box.numbered(key, CurveReady.NONCE).seal(READY_NONCE, ours.encode());
        return Step.send(new CurveReady(READY_NONCE, box).encode());
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
                Objects.requireNonNull(library), Objects.requireNonNull(sessionKey), false, READY_NONCE, initiateNonce);
    }
}
