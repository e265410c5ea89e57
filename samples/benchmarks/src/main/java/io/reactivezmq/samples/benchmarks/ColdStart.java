package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Measures the first exchange of a JVM: from the first use of the library to the first answer, and to the second. Has a
 * main method of its own, so that no other library is loaded before. {@code cold-start.sh} runs it in many JVMs.
 */
public final class ColdStart {

    private ColdStart() {}

    /** Prints the times since the beginning in milliseconds: context, bind, connect, first answer, second answer. */
    public static void main(String[] args) {
        long begin = System.nanoTime();
        ZmqContext zmq = ZmqContext.create();
        RepSocket rep = zmq.rep();
        rep.serve(Mono::just).subscribe();
        long created = System.nanoTime();
        Endpoint at = Objects.requireNonNull(rep.bind("tcp://127.0.0.1:*").block());
        long bound = System.nanoTime();
        ReqSocket req = zmq.req().connect(at);
        long connecting = System.nanoTime();
        req.request(ZmqMessage.of("first")).block();
        long first = System.nanoTime();
        req.request(ZmqMessage.of("second")).block();
        long second = System.nanoTime();
        for (long then : new long[] {created, bound, connecting, first, second}) {
            System.out.print((then - begin) / 1_000_000 + " ");
        }
        System.out.println();
        // Closing takes time too, which is not measured.
        Runtime.getRuntime().halt(0);
    }
}
