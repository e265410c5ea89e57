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

/** A service in a process of its own, which can be killed. It tells what it does line by line. */
final class AnsweringProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private AnsweringProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one that answers, or one that keeps its askers waiting. */
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

    /** The rest of the next line that begins so. */
    String await(String beginning) throws IOException {
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("the process has ended");
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process. */
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
