package io.reactivezmq.samples.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Runs commands against each other, so that the JVM stores the classes which they load in an archive. */
final class WarmUp {

    private static final String ENDPOINT = "tcp://127.0.0.1:";

    private WarmUp() {}

    public static void main(String[] arguments) throws Exception {
        StringBuilder listening = new StringBuilder();
        CompletableFuture<String> port = new CompletableFuture<>();
        OutputStream watched = new OutputStream() {
            @Override
            public void write(int next) {
                listening.append((char) next);
                if (next == '\n') {
                    port.complete(
                            listening.substring(listening.lastIndexOf(":") + 1).strip());
                }
            }
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CompletableFuture<Integer> server = CompletableFuture.supplyAsync(() -> Zmqcat.run(
                streams(nowhere, new PrintStream(watched, true, StandardCharsets.UTF_8)),
                "rep",
                "-b",
                ENDPOINT + "*",
                "--echo",
                "-n",
                "2",
                "-t",
                "10"));
        String connect = ENDPOINT + port.get();
        Zmqcat.run(streams(nowhere, nowhere), "req", "-c", connect, "-t", "10", "-Q", "hello");
        Zmqcat.run(streams(nowhere, nowhere), "req", "-c", connect, "-t", "10", "-J", "\"hello\"");
        server.get();
        System.exit(0);
    }

    private static Streams streams(PrintStream out, PrintStream err) {
        return new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false);
    }
}
