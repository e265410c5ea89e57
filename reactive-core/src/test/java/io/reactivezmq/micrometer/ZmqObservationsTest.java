package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.codec.MessageCodecs;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Observations of requests, from the subscription to the end, on both sides. */
class ZmqObservationsTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final ZmqObservations observations = ZmqObservations.of(registry);

    ZmqObservationsTest() {
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new ObservationHandler<Observation.Context>() {
                    @Override
                    public void onStop(Observation.Context context) {
                        stopped.add(context);
                    }

                    @Override
                    public boolean supportsContext(Observation.Context context) {
                        return true;
                    }
                });
    }

    private ReqSocket req() {
        return observations
                .observe(harness.zmq().req(o -> o.name("ask").maxPendingSends(1)))
                .connect(harness.uri("svc"));
    }

    private RepSocket rep() {
        RepSocket rep = observations.observe(harness.zmq().rep(o -> o.name("answer")));
        harness.await(rep.bind(harness.uri("here")));
        return rep;
    }

    private Received<ZmqMessage> ask(ReqSocket req) {
        Received<ZmqMessage> reply = Received.of(req.request("q"), Long.MAX_VALUE);
        harness.settle();
        return reply;
    }

    private Observation.Context only() {
        assertThat(stopped).hasSize(1);
        return stopped.get(0);
    }

    private void assertOutcome(ZmqOutcome outcome) {
        assertThat(only().getLowCardinalityKeyValue("outcome")).isEqualTo(KeyValue.of("outcome", outcome.name()));
        assertThat(((ZmqRequestContext) only()).outcome()).isEqualTo(outcome);
    }

    // The client.

    @Test
    void aRequestIsObservedUntilItsReply() {
        ReqSocket req = req();
        Received<ZmqMessage> reply = ask(req);
        assertThat(stopped).isEmpty();
        FakePeer service = harness.at("svc").accept().reading();
        service.next();
        service.deliverFrames("", "r");
        assertThat(reply.texts()).containsExactly("r");
        assertThat(only()).isInstanceOfSatisfying(ZmqClientContext.class, context -> {
            assertThat(((SenderContext<?>) context).getKind()).isEqualTo(Kind.CLIENT);
            assertThat(context.request())
                    .isNotNull()
                    .satisfies(request -> assertThat(request.text()).isEqualTo("q"));
        });
        assertThat(only().getName()).isEqualTo("zmq.client.requests");
        assertThat(only().getContextualName()).isEqualTo("ask send");
        assertThat(only().getHighCardinalityKeyValues())
                .containsExactly(
                        KeyValue.of("network.peer.address", service.info().address()));
        assertThat(meters.get("zmq.client.requests")
                        .tags(
                                "messaging.system", "zeromq",
                                "messaging.operation.type", "send",
                                "zmq.socket", "ask",
                                "outcome", "SUCCESS")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRequestWithACodecIsObserved() {
        ReqSocket req = req();
        Received<String> reply =
                Received.of(req.request("q", MessageCodecs.text(), MessageCodecs.text()), Long.MAX_VALUE);
        FakePeer service = harness.at("svc").accept().reading();
        service.next();
        service.deliverFrames("", "r");
        assertThat(reply.values()).containsExactly("r");
        assertOutcome(ZmqOutcome.SUCCESS);
        assertThat(only()).isInstanceOfSatisfying(ZmqClientContext.class, context -> {
            assertThat(context.request()).isNotNull();
            assertThat(context.peer()).isEqualTo(service.info());
        });
    }

    @Test
    void eachSubscriptionIsObserved() {
        ReqSocket req = req();
        Mono<ZmqMessage> request = req.request("q");
        assertThat(stopped).isEmpty();
        Received.of(request, 1).cancel();
        Received.of(request, 1).cancel();
        assertThat(stopped).hasSize(2);
    }

    @Test
    void aLostPeerIsAnOutcome() {
        Received<ZmqMessage> reply = ask(req());
        harness.at("svc").accept().reading().disconnect();
        assertThat(reply.error()).isInstanceOf(PeerLostException.class);
        assertOutcome(ZmqOutcome.PEER_LOST);
        assertThat(only().getError()).isSameAs(reply.error());
    }

    @Test
    void aRefusedRequestIsAnOutcome() {
        ReqSocket req = req();
        ask(req);
        ask(req);
        assertThat(ask(req).error()).isInstanceOf(TooManyPendingException.class);
        assertOutcome(ZmqOutcome.REJECTED);
    }

    @Test
    void aCanceledRequestIsAnOutcome() {
        ask(req()).cancel();
        assertOutcome(ZmqOutcome.CANCELLED);
    }

    @Test
    void aRequestOfAClosedSocketIsAnOutcome() {
        ReqSocket req = req();
        harness.await(req.close());
        ask(req);
        assertOutcome(ZmqOutcome.REJECTED);
    }

    @Test
    void theObservationAroundIsTheParent() {
        Observation outer = Observation.start("outer", registry);
        ReqSocket req = req();
        Received.of(req.request("q").contextWrite(context -> context.put("micrometer.observation", outer)), 1)
                .cancel();
        assertThat(only().getParentObservation()).isSameAs(outer);
        outer.stop();
    }

    // The server.

    @Test
    void aHandlerIsObservedUntilItsReply() {
        Sinks.One<ZmqMessage> handler = Sinks.one();
        List<@Nullable Object> current = new ArrayList<>();
        rep().serve(request -> handler.asMono().contextWrite(context -> {
                    current.add(context.getOrDefault("micrometer.observation", null));
                    return context;
                }))
                .subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames("", "q");
        assertThat(stopped).isEmpty();
        handler.tryEmitValue(ZmqMessage.of("r"));
        assertThat(client.takeTexts()).containsExactly("r");
        assertOutcome(ZmqOutcome.SUCCESS);
        assertThat(only()).isInstanceOfSatisfying(ZmqServerContext.class, context -> {
            assertThat(((ReceiverContext<?>) context).getKind()).isEqualTo(Kind.SERVER);
            assertThat(context.request().text()).isEqualTo("q");
        });
        assertThat(only().getName()).isEqualTo("zmq.server.requests");
        assertThat(only().getHighCardinalityKeyValue("network.peer.address"))
                .isEqualTo(KeyValue.of("network.peer.address", client.info().address()));
        assertThat(current).singleElement().isInstanceOf(Observation.class);
        assertThat(meters.get("zmq.server.requests")
                        .tag("messaging.operation.type", "process")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theFirstMessageOfAHandlerIsTheReplyAndNoMessageAnEmptyOne() {
        rep().serve(request -> request.text().isEmpty() ? Flux.empty() : Flux.just(request, ZmqMessage.of("second")))
                .subscribe();
        FakePeer client =
                harness.at("here").connect().deliverFrames("", "first").deliverFrames("", "");
        assertThat(client.takeTexts()).containsExactly("first", "");
        assertThat(stopped).hasSize(2);
    }

    @Test
    void aHandlerWithACodecIsObserved() {
        rep().serve(MessageCodecs.text(), MessageCodecs.text(), request -> Mono.just("re: " + request))
                .subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames("", "q");
        assertThat(client.takeTexts()).containsExactly("re: q");
        assertOutcome(ZmqOutcome.SUCCESS);
        assertThat(only()).isInstanceOfSatisfying(ZmqServerContext.class, context -> {
            assertThat(context.request().text()).isEqualTo("q");
            assertThat(context.peer()).isEqualTo(client.info());
        });
    }

    @Test
    void aHandlerThatFailsIsAnOutcome() {
        rep().serve(request -> Mono.error(new TimeoutException("database"))).subscribe();
        harness.at("here").connect().deliverFrames("", "q");
        assertOutcome(ZmqOutcome.TIMEOUT);
    }

    @Test
    void aHandlerThatThrowsIsAnOutcome() {
        rep().serve(request -> {
                    throw new IllegalStateException("broken");
                })
                .subscribe();
        harness.at("here").connect().deliverFrames("", "q");
        assertOutcome(ZmqOutcome.ERROR);
    }

    @Test
    void aPeerThatLeavesCancelsTheHandler() {
        rep().serve(request -> Mono.never()).subscribe();
        harness.at("here").connect().deliverFrames("", "q").disconnect();
        assertOutcome(ZmqOutcome.CANCELLED);
    }

    // Both.

    @Test
    void aConventionMayBeReplaced() {
        ReqSocket req = observations
                .convention(new ZmqClientObservationConvention() {
                    @Override
                    public String getName() {
                        return "quotes.requests";
                    }

                    @Override
                    public KeyValues getLowCardinalityKeyValues(ZmqClientContext context) {
                        ZmqMessage request = Objects.requireNonNull(context.request());
                        return KeyValues.of("size", String.valueOf(request.size()));
                    }
                })
                .observe(harness.zmq().req());
        ask(req).cancel();
        assertThat(only().getName()).isEqualTo("quotes.requests");
        assertThat(only().getLowCardinalityKeyValues()).containsExactly(KeyValue.of("size", "1"));
    }

    /** Where the application fails in an observation: with an error that operators would not signal. */
    private enum FailingPart {
        NAME,
        KEYS,
        START,
        STOP
    }

    /** Observations that fail there. The error also comes out of the hook for dropped errors of the harness. */
    private ZmqObservations failing(FailingPart part) {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStart(Observation.Context context) {
                failIf(part == FailingPart.START);
            }

            @Override
            public void onStop(Observation.Context context) {
                failIf(part == FailingPart.STOP);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return observations
                .convention(new ZmqClientObservationConvention() {
                    @Override
                    public String getName() {
                        failIf(part == FailingPart.NAME);
                        return ZmqClientObservationConvention.super.getName();
                    }

                    @Override
                    public KeyValues getLowCardinalityKeyValues(ZmqClientContext context) {
                        failIf(part == FailingPart.KEYS);
                        return ZmqClientObservationConvention.super.getLowCardinalityKeyValues(context);
                    }
                })
                .convention(new ZmqServerObservationConvention() {
                    @Override
                    public String getName() {
                        failIf(part == FailingPart.NAME);
                        return ZmqServerObservationConvention.super.getName();
                    }

                    @Override
                    public KeyValues getLowCardinalityKeyValues(ZmqServerContext context) {
                        failIf(part == FailingPart.KEYS);
                        return ZmqServerObservationConvention.super.getLowCardinalityKeyValues(context);
                    }
                });
    }

    private static void failIf(boolean fails) {
        if (fails) {
            throw new StackOverflowError("observed");
        }
    }

    private void assertReported() {
        assertThat(harness.droppedErrors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).hasMessage("observed"));
    }

    @ParameterizedTest
    @EnumSource
    void anObservationThatFailsDoesNotAffectItsRequest(FailingPart part) {
        ReqSocket req = failing(part).observe(harness.zmq().req()).connect(harness.uri("svc"));
        FakePeer service = harness.at("svc").accept().reading();
        Received<ZmqMessage> reply = ask(req);
        service.next();
        service.deliverFrames("", "r");
        assertThat(reply.texts()).containsExactly("r");
        assertReported();
        ask(req).cancel();
        harness.settle();
        assertThat(harness.await(req.statistics()).inFlight()).isZero();
        assertReported();
    }

    @ParameterizedTest
    @EnumSource
    void anObservationThatFailsDoesNotAffectItsHandler(FailingPart part) {
        RepSocket rep = failing(part).observe(harness.zmq().rep());
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(Mono::just).subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames("", "q");
        assertThat(client.takeTexts()).containsExactly("q");
        assertReported();
    }

    @Test
    void aHandlerThatThrowsAFatalErrorIsAnOutcome() {
        rep().serve(request -> {
                    throw new StackOverflowError("observed");
                })
                .subscribe();
        harness.at("here").connect().deliverFrames("", "q");
        assertReported();
        assertOutcome(ZmqOutcome.ERROR);
    }

    @Test
    void withoutHandlersRequestsAreNotObserved() {
        ReqSocket plain = harness.zmq().req().connect(harness.uri("svc"));
        ReqSocket req = ZmqObservations.of(ObservationRegistry.NOOP).observe(plain);
        assertThat(req.request("q").getClass()).isEqualTo(plain.request("q").getClass());
    }

    @Test
    void anObservedSocketIsTheSameSocketOtherwise() {
        ReqSocket plain = harness.zmq().req(o -> o.name("ask"));
        ReqSocket req = observations.observe(plain);
        assertThat(req.connect(harness.uri("svc"))).isSameAs(req);
        assertThat(req.name()).isEqualTo("ask");
        assertThat(req).hasToString("ask");
        assertThat(harness.await(req.endpoints()))
                .isEqualTo(harness.await(plain.endpoints()))
                .hasSize(1);
        harness.await(req.close());
        assertThat(plain.isClosed()).isTrue();
        assertThat(harness.zmq().sockets()).isEmpty();
    }
}
