package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.PythonPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("Requests over several hops: ours, libzmq's, ours")
class HopsTest extends WithLibzmq {

    private static final int COUNT = 1000;

    private final List<PythonPeer> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(PythonPeer::close);
    }

    private LibzmqSocket inProcessOfItsOwn(String type) {
        PythonPeer process = PythonPeer.start();
        processes.add(process);
        return process.socket(type);
    }

    /** A proxy of ours in front of this endpoint. */
    private Endpoint ourHop(Endpoint next) {
        RouterSocket front = zmq.router();
        DealerSocket back = zmq.dealer().connect(next);
        ZmqProxy proxy = zmq.proxy(front, back);
        proxy.run().subscribe();
        return bind(front);
    }

    /** A proxy in libzmq, in a process of its own, in front of this endpoint. */
    private Endpoint theirHop(Endpoint next) {
        PythonPeer process = PythonPeer.start();
        processes.add(process);
        LibzmqSocket front = process.socket("ROUTER");
        Endpoint endpoint = front.bind();
        front.proxy(process.socket("DEALER").connect(next));
        return endpoint;
    }

    private static List<ZmqMessage> questions(String who) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> i % 2 == 0 ? ZmqMessage.of(who + i) : ZmqMessage.of("", who, "" + i, ""))
                .toList();
    }

    /** Two REQs of libzmq, one of ours in lockstep and one with many under way, all at once. */
    private void assertAllAreAnswered(Endpoint front) {
        List<CompletableFuture<List<ZmqMessage>>> theirs = new ArrayList<>();
        List<Mono<List<ZmqMessage>>> ours = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            theirs.add(inProcessOfItsOwn("REQ").connect(front).exchange(questions("theirs " + i), 1));
        }
        for (int inFlight : new int[] {1, 16}) {
            ReqSocket req = zmq.req(o -> o.maxInFlight(inFlight)).connect(front);
            ours.add(Flux.fromIterable(questions("ours " + inFlight))
                    .flatMapSequential(req::request, 16)
                    .collectList());
        }
        assertThat(Flux.mergeSequential(ours).collectList().block(LIMIT))
                .containsExactly(questions("ours 1"), questions("ours 16"));
        for (int i = 0; i < 2; i++) {
            assertThat(theirs.get(i).join()).isEqualTo(questions("theirs " + i));
        }
    }

    @Test
    @DisplayName("end at a REP of libzmq")
    void endAtLibzmq() {
        LibzmqSocket rep = inProcessOfItsOwn("REP");
        Endpoint endpoint = rep.bind();
        CompletableFuture<Void> answered = rep.echo(4 * COUNT);
        assertAllAreAnswered(ourHop(theirHop(ourHop(endpoint))));
        answered.join();
    }

    @Test
    @DisplayName("end at a REP of ours")
    void endAtOurs() {
        RepSocket rep = zmq.rep();
        Endpoint endpoint = bind(rep);
        rep.serve(Mono::just).subscribe();
        assertAllAreAnswered(theirHop(ourHop(theirHop(endpoint))));
    }

    @ParameterizedTest(name = "have {0} frames before the delimiter, and come back through as many")
    @ValueSource(ints = {1, 2, 3, 4})
    void envelope(int hops) {
        RouterSocket router = zmq.router();
        Endpoint front = bind(router);
        for (int i = 1; i < hops; i++) {
            front = i % 2 == 0 ? ourHop(front) : theirHop(front);
        }
        LibzmqSocket req = inProcessOfItsOwn("REQ").connect(front);
        CompletableFuture<List<ZmqMessage>> answer = req.exchange(List.of(ZmqMessage.of("who", "", "there")), 1);
        ZmqMessage question = router.receiveOne().block(LIMIT);
        assertThat(question.frameCount()).isEqualTo(hops + 4);
        for (int i = 0; i < hops; i++) {
            assertThat(question.unwrap(i)).as("a made-up id").hasSize(5).startsWith(0);
        }
        assertThat(question.dropFirst(hops)).isEqualTo(ZmqMessage.of("", "who", "", "there"));
        router.send(question).block(LIMIT);
        assertThat(answer.join()).containsExactly(ZmqMessage.of("who", "", "there"));
    }
}
