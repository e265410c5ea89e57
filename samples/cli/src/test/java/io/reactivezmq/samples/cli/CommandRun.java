package io.reactivezmq.samples.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One command in this process, with streams of its own. */
final class CommandRun {

    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)\\R");

    private final OutputStream out;
    private final StringBuffer err = new StringBuffer();
    private final Set<String> writers = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<String> endpoint = new CompletableFuture<>();
    private final CompletableFuture<Integer> status;

    private CommandRun(String input, OutputStream out, String... arguments) {
        this.out = out;
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        PrintStream errors = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int next) {
                        writers.add(Thread.currentThread().getName());
                        err.append((char) next);
                        if (next == '\n') {
                            Matcher found = LISTENING.matcher(err);
                            if (found.find()) {
                                endpoint.complete(found.group(1));
                            }
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
        Streams streams = new Streams(in, new PrintStream(out, false, StandardCharsets.UTF_8), errors, false, false);
        this.status = CompletableFuture.supplyAsync(() -> Zmqcat.run(streams, arguments), task -> {
            Thread thread = new Thread(task, "zmqcat " + String.join(" ", arguments));
            thread.setDaemon(true);
            thread.start();
        });
    }

    static CommandRun start(String... arguments) {
        return withInput("", arguments);
    }

    static CommandRun withInput(String input, String... arguments) {
        return new CommandRun(input, new ByteArrayOutputStream(), arguments);
    }

    /** Starts a command whose output nothing reads any more. */
    static CommandRun withClosedOutput(String... arguments) {
        OutputStream closed = new BufferedOutputStream(new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException("closed");
            }
        });
        return new CommandRun("", closed, arguments);
    }

    /** Returns the endpoint to which the command has bound. */
    String endpoint() {
        return endpoint.orTimeout(20, TimeUnit.SECONDS).join();
    }

    int status() {
        return status.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Returns the standard output of the ended command. */
    String output() {
        status();
        return ((ByteArrayOutputStream) out).toString(StandardCharsets.UTF_8);
    }

    /** Returns the standard error of the ended command. */
    String errors() {
        status();
        return err.toString();
    }

    /** Returns the names of the threads that wrote to the standard error of the ended command. */
    Set<String> writersOfErrors() {
        status();
        return writers;
    }
}
