package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.samples.cli.format.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One command while it runs: its context, its counts of messages, and a thread for each standard stream, as these
 * block.
 */
final class Execution {

    private final ZmqContext zmq = ZmqContext.create();
    private final Scheduler input = Schedulers.newSingle("zmqcat-in", true);
    private final Scheduler output = Schedulers.newSingle("zmqcat-out", true);
    private final Scheduler errors = Schedulers.newSingle("zmqcat-err", true);
    private final Progress progress = new Progress();
    private final Streams streams;

    /** Whether the standard output is going to be flushed. Used on the thread of the output only. */
    private boolean flushing;

    private boolean closed;

    private Execution(Streams streams) {
        this.streams = streams;
    }

    /** Runs the work to its end, and returns the exit status. */
    static int run(Streams streams, Function<Execution, Mono<Void>> work) {
        Execution execution = new Execution(streams);
        try {
            work.apply(execution).block();
            return ExitStatus.DONE;
        } catch (RuntimeException failure) {
            Throwable cause = Exceptions.unwrap(failure);
            streams.err().println("zmqcat: " + message(cause));
            return ExitStatus.of(cause);
        } finally {
            execution.close();
        }
    }

    private static String message(Throwable failure) {
        Throwable cause = failure instanceof UncheckedIOException
                ? Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
        if (cause instanceof NoSuchFileException) {
            return "no such file: " + cause.getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void close() {
        zmq.close().block();
        input.dispose();
        output.dispose();
        errors.dispose();
    }

    ZmqContext zmq() {
        return zmq;
    }

    Streams streams() {
        return streams;
    }

    Progress progress() {
        return progress;
    }

    /** Returns the thread on which the standard input is read. */
    Scheduler input() {
        return input;
    }

    /** Returns the thread on which {@link #write} is called. */
    Scheduler output() {
        return output;
    }

    /** Returns the thread on which endpoints, events and progress are written. */
    Scheduler errors() {
        return errors;
    }

    /** Writes a received message. The output is flushed when the messages that are at hand have been written. */
    void write(MessageFormat format, ZmqMessage message) {
        try {
            if (closed) {
                throw new IOException("the standard output is closed");
            }
            format.write(message, streams.out());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!flushing) {
            flushing = true;
            output.schedule(this::flush);
        }
        progress.received();
    }

    private void flush() {
        flushing = false;
        // A print stream reports a failure in this way only.
        closed = streams.out().checkError();
    }
}
