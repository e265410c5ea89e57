package io.reactivezmq.codec;

import static io.reactivezmq.codec.NumberCodec.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UndecodableMessageException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Requests and answers that are values. */
class RequestCodecTest {

    record Ask(String symbol, int depth) {}

    record Level(double price, long size) {}

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private RepSocket rep;
    private ReqSocket req;

    @BeforeEach
    void open() {
        rep = harness.zmq().rep();
        harness.await(rep.bind("inproc://service"));
        req = harness.zmq().req(o -> o.maxInFlight(8)).connect("inproc://service");
    }

    private <T> Received<T> answer(Mono<T> request) {
        Received<T> answer = Received.of(request, 1);
        harness.settle();
        return answer;
    }

    @Test
    void recordsAndListsBothWays() {
        JacksonCodec<Ask> asks = JacksonCodec.of(Ask.class);
        JacksonCodec<List<Level>> books = JacksonCodec.of(new TypeReference<List<Level>>() {});
        rep.serve(
                        asks,
                        books,
                        ask -> Flux.range(1, ask.depth())
                                .map(i -> new Level(i, 100L * i))
                                .collectList())
                .subscribe();
        assertThat(answer(req.request(new Ask("EURUSD", 2), asks, books)).values())
                .containsExactly(List.of(new Level(1, 100), new Level(2, 200)));
        // A peer without a codec sees JSON.
        assertThat(answer(req.request("{\"symbol\":\"x\",\"depth\":1}")).texts())
                .containsExactly("[{\"price\":1.0,\"size\":100}]");
    }

    @Test
    void aRequestThatCannotBeDecodedFailsAloneAndDoesNotReachTheHandler() {
        List<SocketEvent.RequestFailed> failed = new java.util.ArrayList<>();
        rep.events().ofType(SocketEvent.RequestFailed.class).subscribe(failed::add);
        rep.serve(NUMBERS, NUMBERS, number -> Mono.just(number + 1)).subscribe();
        Received<ZmqMessage> bad = answer(req.request("secret"));
        assertThat(answer(req.request(41, NUMBERS, NUMBERS)).values()).containsExactly(42);
        assertThat(bad.isOpen()).isTrue();
        assertThat(failed).singleElement().satisfies(event -> {
            assertThat(event.cause()).isInstanceOf(UndecodableMessageException.class);
            assertThat(event.cause().getMessage())
                    .startsWith(event.peer().address())
                    .doesNotContain("secret");
        });
    }

    @Test
    void anAnswerThatCannotBeEncodedFailsItsRequest() {
        List<SocketEvent.RequestFailed> failed = new java.util.ArrayList<>();
        rep.events().ofType(SocketEvent.RequestFailed.class).subscribe(failed::add);
        // At once, and by a publisher that has to be subscribed to.
        rep.serve(
                        NUMBERS,
                        NUMBERS,
                        number -> number < 10
                                ? Mono.just(-number)
                                : Mono.just(-number).hide())
                .subscribe();
        assertThat(answer(req.request(1, NUMBERS, NUMBERS)).isOpen()).isTrue();
        assertThat(answer(req.request(10, NUMBERS, NUMBERS)).isOpen()).isTrue();
        assertThat(answer(req.request(0, NUMBERS, NUMBERS)).values()).containsExactly(0);
        assertThat(failed)
                .extracting(event -> event.cause().getMessage())
                .containsExactly("negative: -1", "negative: -10");
    }

    @Test
    void anAnswerThatCannotBeDecodedFailsTheRequestAndNamesThePeer() {
        rep.serve(request -> Mono.just(ZmqMessage.of("no number"))).subscribe();
        Received<Integer> answer = answer(req.request(1, NUMBERS, NUMBERS));
        assertThat(answer.error())
                .isInstanceOfSatisfying(
                        UndecodableMessageException.class,
                        failure -> assertThat(failure.peer()).isNotEmpty());
        assertThat(answer.values()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeEncodedIsNotSent() {
        rep.serve(NUMBERS, NUMBERS, Mono::just).subscribe();
        assertThat(answer(req.request(-1, NUMBERS, NUMBERS)).error()).hasMessage("negative: -1");
        assertThat(harness.await(req.statistics()).messagesSent()).isZero();
    }

    @Test
    void aRequestIsEncodedForEachSubscription() {
        rep.serve(request -> Mono.just(request)).subscribe();
        Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        JacksonCodec<Map<String, Integer>> codec = JacksonCodec.of(new TypeReference<Map<String, Integer>>() {});
        Mono<Map<String, Integer>> request = req.request(counts, codec, codec);
        assertThat(answer(request).values()).containsExactly(Map.of());
        counts.put("a", 1);
        assertThat(answer(request).values()).containsExactly(Map.of("a", 1));
    }

    @Test
    void anEmptyAnswerIsDecodedLikeAnyOther() {
        rep.serve(NUMBERS, NUMBERS, number -> Mono.empty()).subscribe();
        assertThat(answer(req.request(1, NUMBERS, MessageCodecs.text())).values())
                .containsExactly("");
        assertThat(answer(req.request(1, NUMBERS, NUMBERS)).error()).isInstanceOf(UndecodableMessageException.class);
    }
}
