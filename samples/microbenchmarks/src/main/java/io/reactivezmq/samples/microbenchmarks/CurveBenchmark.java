package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.curve.CurveClient;
import io.reactivezmq.zmtp.curve.CurveSecrets;
import io.reactivezmq.zmtp.curve.CurveServer;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.FrameCipher.ClearFrame;
import io.reactivezmq.zmtp.mechanism.Step;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures CURVE's encryption by Bouncy Castle. {@code -jvmArgsAppend -Dio.reactivezmq.curve.libsodium=true} measures
 * libsodium.
 */
@State(Scope.Thread)
public class CurveBenchmark extends Timed {

    /** Number of bytes in the body of a frame. */
    @Param({"100", "1024", "65536"})
    public int size;

    private @Nullable FrameCipher client;
    private @Nullable FrameCipher server;
    private byte[] body = {};
    private byte[] sealed = {};

    /** Makes both sides of a connection, and the body. */
    @Setup
    public void connect() {
        CurveKeyPair keys = CurveKeyPair.generate();
        Metadata nothing = new Metadata(List.of());
        CurveServer server = new CurveServer(nothing, keys, CurveSecrets.system());
        CurveClient client = new CurveClient(nothing, keys.publicKey(), CurveKeyPair.generate(), CurveSecrets.system());
        byte[] hello = command(client.start());
        byte[] initiate = command(client.receive(command(server.receive(hello))));
        client.receive(command(server.receive(initiate)));
        FrameCipher sealing = client.cipher();
        this.client = sealing;
        this.server = server.cipher();
        body = new byte[size];
        sealed = new byte[size + sealing.overhead()];
    }

    private static byte[] command(Step step) {
        if (step instanceof Step.Work work) {
            return command(work.task().get());
        }
        if (step instanceof Step.Ask ask) {
            return command(ask.then().get());
        }
        return ((Step.Send) step).commands().get(0);
    }

    /** Seals a frame. */
    @Benchmark
    public byte[] seal() {
        Objects.requireNonNull(client).seal(0, body, sealed, 0);
        return sealed;
    }

    /** Seals a frame and opens it. */
    @Benchmark
    public ClearFrame sealAndOpen() {
        Objects.requireNonNull(client).seal(0, body, sealed, 0);
        return Objects.requireNonNull(server).open(sealed);
    }
}
