package io.reactivezmq.samples.webflux;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** A REP service in a process of its own, which can be killed. It prints a line for each step. */
final class AnsweringProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private AnsweringProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a service that answers its requests, or one that never answers. */
    static AnsweringProcess start(String endpoint, boolean answering) throws IOException {
        return new AnsweringProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnsweringProcess.class.getName(),
                        endpoint,
                        Boolean.toString(answering))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the next line with the given beginning and returns the rest of it. */
    String await(String beginning) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("the process has ended");
    }

    /** Ends the process by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Runs the service. The arguments are its endpoint, and whether it answers. */
    public static void main(String[] args) {
        RepSocket rep = ZmqContext.create().rep();
        System.out.println("listening " + rep.bind(args[0]).block());
        rep.serve(question -> {
                    System.out.println("asked " + question.text());
                    return Boolean.parseBoolean(args[1])
                            ? Mono.just(ZmqMessage.of("answer to " + question.text()))
                            : Mono.never();
                })
                .block();
    }
}
