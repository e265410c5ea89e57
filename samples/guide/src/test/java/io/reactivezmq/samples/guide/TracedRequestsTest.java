package io.reactivezmq.samples.guide;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.micrometer.ZmqObservations;
import io.reactivezmq.micrometer.ZmqPropagation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import reactor.core.publisher.Mono;

/** Traces that go on at the peer, with a tracer, and peers of other implementations that know nothing of them. */
class TracedRequestsTest extends Halves {

    private static final Duration LIMIT = ofSeconds(20);

    /** The key of Micrometer's observation in a Reactor context. */
    private static final String OBSERVATION = "micrometer.observation";

    private final ZmqContext zmq = ZmqContext.create();

    /** Two processes have a tracer each. Only what they send connects their traces. */
    private final TestTracer client = new TestTracer();

    private final TestTracer server = new TestTracer();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static ZmqObservations observations(TestTracer tracer) {
        return ZmqObservations.of(tracer.registry()).propagation(ZmqPropagation.ENVELOPE);
    }

    private ReqSocket req(int maxInFlight, String endpoint) {
        return observations(client)
                .observe(zmq.req(o -> o.name("ask").maxInFlight(maxInFlight)))
                .connect(endpoint);
    }

    /** A REP whose handler does something that is observed as well. */
    private RepSocket rep() {
        RepSocket rep = observations(server).observe(zmq.rep(o -> o.name("answer")));
        rep.serve(request -> Mono.deferContextual(context -> {
                    Observation inner = Observation.createNotStarted("database", server.registry())
                            .parentObservation(context.get(OBSERVATION));
                    return inner.observe(() -> Mono.just(ZmqMessage.of("re: " + request.text())));
                }))
                .subscribe();
        return rep;
    }

    /** Asks as a handler of HTTP does, which is observed itself. */
    private String ask(ReqSocket req) {
        Observation http = Observation.start("http", client.registry());
        String reply = req.request("q")
                .map(ZmqMessage::text)
                .contextWrite(context -> context.put(OBSERVATION, http))
                .block(LIMIT);
        http.stop();
        return reply;
    }

    private void assertOneTrace() {
        SimpleSpan http = client.span("http");
        SimpleSpan request = client.span("ask send");
        SimpleSpan handler = server.span("answer process");
        SimpleSpan database = server.span("database");
        assertThat(http.getTraceId()).isNotEmpty();
        assertThat(request.getParentId()).isEqualTo(http.getSpanId());
        assertThat(handler.getParentId()).isEqualTo(request.getSpanId());
        assertThat(database.getParentId()).isEqualTo(handler.getSpanId());
        assertThat(new String[] {request.getTraceId(), handler.getTraceId(), database.getTraceId()})
                .containsOnly(http.getTraceId());
        assertThat(handler.getKind()).isEqualTo(Span.Kind.SERVER);
        TestObservationRegistryAssert.assertThat(client.registry())
                .hasObservationWithNameEqualTo("zmq.client.requests")
                .that()
                .hasBeenStarted()
                .hasBeenStopped();
        TestObservationRegistryAssert.assertThat(server.registry())
                .hasObservationWithNameEqualTo("zmq.server.requests")
                .that()
                .hasBeenStarted()
                .hasBeenStopped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:*", "inproc://traced"})
    void aTraceGoesOnAtTheRep(String endpoint) {
        String bound = rep().bind(endpoint).block(LIMIT).uri();
        assertThat(ask(req(1, bound))).isEqualTo("re: q");
        assertOneTrace();
    }

    @Test
    void aTraceGoesOnBehindABrokerOfLibzmq() {
        String frontend = Ports.free();
        String backend = Ports.free();
        start(Side.PYTHON, "broker", "--frontend", frontend, "--backend", backend)
                .await("broker is open");
        rep().connect(backend);
        assertThat(ask(req(16, frontend))).isEqualTo("re: q");
        assertOneTrace();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aRepOfLibzmqAnswersAndSeesOnlyTheBody(int maxInFlight) {
        String endpoint = Ports.free();
        Half rep = start(Side.PYTHON, "hello-server", "--bind", endpoint);
        ReqSocket req = req(maxInFlight, endpoint);
        assertThat(ask(req)).isEqualTo("q, world");
        assertThat(req.request("again").map(ZmqMessage::text).block(LIMIT)).isEqualTo("again, world");
        rep.await("received q");
        assertThat(client.span("http").getTraceId())
                .isEqualTo(client.getSpans().stream()
                        .filter(span -> span.getName().equals("ask send"))
                        .findFirst()
                        .orElseThrow()
                        .getTraceId());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aRepOfJeroMqAnswersAndSeesOnlyTheBody(int maxInFlight) throws InterruptedException {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket rep = context.createSocket(SocketType.REP);
            // A handshake that JeroMQ does not read is tried again.
            rep.setHandshakeIvl(1000);
            String endpoint = "tcp://127.0.0.1:" + rep.bindToRandomPort("tcp://127.0.0.1");
            Thread answering = new Thread(() -> {
                String request = rep.recvStr();
                rep.send(rep.hasReceiveMore() ? "more than the body" : "jeromq: " + request);
            });
            answering.start();
            assertThat(ask(req(maxInFlight, endpoint))).isEqualTo("jeromq: q");
            answering.join();
        }
    }
}
