package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.codec.MessageCodecs;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Headers of traces in the envelopes of requests: what is sent, what is read, and what garbage does not do. */
class EnvelopePropagationTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final ZmqObservations observations = ZmqObservations.of(registry).propagation(ZmqPropagation.ENVELOPE);

    /** What the tracer finds in the headers of received requests. */
    private final List<@Nullable String> parents = new ArrayList<>();

    private int requests;

    /** What tracers do: they write headers when a client's observation starts, and read them when a server's does. */
    private void trace() {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStart(Observation.Context context) {
                if (context instanceof SenderContext<?> sender) {
                    inject(sender, "00-trace-" + requests++);
                } else if (context instanceof ReceiverContext<?> receiver) {
                    parents.add(extract(receiver));
                }
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private static <C> void inject(SenderContext<C> context, String parent) {
        context.getSetter().set(context.getCarrier(), "traceparent", parent);
    }

    private static <C> @Nullable String extract(ReceiverContext<C> context) {
        return context.getGetter().get(Objects.requireNonNull(context.getCarrier()), "traceparent");
    }

    private static String headers(int request) {
        return "ZMQ-HEADERS/1\ntraceparent: 00-trace-" + request + "\n";
    }

    private ReqSocket req(int maxInFlight) {
        trace();
        return observations
                .observe(harness.zmq().req(o -> o.maxInFlight(maxInFlight)))
                .connect(harness.uri("svc"));
    }

    private Received<ZmqMessage> ask(ReqSocket req) {
        Received<ZmqMessage> reply = Received.of(req.request("q"), Long.MAX_VALUE);
        harness.settle();
        return reply;
    }

    private RepSocket rep() {
        trace();
        RepSocket rep = observations.observe(harness.zmq().rep());
        harness.await(rep.bind(harness.uri("here")));
        return rep;
    }

    // REQ.

    @Test
    void headersPrecedeTheDelimiterAndTheReplyIsReadWithAndWithoutThem() {
        ReqSocket req = req(1);
        FakePeer service = harness.at("svc").accept();
        Received<ZmqMessage> first = ask(req);
        assertThat(service.takeAll()).containsExactly(ZmqMessage.of(headers(0), "", "q"));
        service.deliverFrames(headers(0), "", "r", "s");
        assertThat(first.values()).containsExactly(ZmqMessage.of("r", "s"));

        Received<ZmqMessage> second = ask(req);
        assertThat(service.takeAll()).containsExactly(ZmqMessage.of(headers(1), "", "q"));
        service.deliverFrames("", "r");
        assertThat(second.texts()).containsExactly("r");
    }

    @Test
    void eachPipelinedRequestHasItsOwnHeadersBehindItsNumber() {
        ReqSocket req = req(8);
        FakePeer service = harness.at("svc").accept();
        Received<ZmqMessage> first = ask(req);
        Received<ZmqMessage> second = ask(req);
        List<ZmqMessage> sent = service.takeAll();
        assertThat(sent)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.size(0)).isEqualTo(4));
        assertThat(sent.get(0).dropFirst(1)).isEqualTo(ZmqMessage.of(headers(0), "", "q"));
        assertThat(sent.get(1).dropFirst(1)).isEqualTo(ZmqMessage.of(headers(1), "", "q"));
        // One peer sends the whole envelope back, the other only what it has found.
        service.deliver(sent.get(1));
        service.deliver(ZmqMessage.of("", "r").prepend(sent.get(0).unwrap(0)));
        assertThat(second.texts()).containsExactly("q");
        assertThat(first.texts()).containsExactly("r");
    }

    @Test
    void aValueIsSentWithHeaders() {
        ReqSocket req = req(1);
        FakePeer service = harness.at("svc").accept();
        Received<String> reply =
                Received.of(req.request("q", MessageCodecs.text(), MessageCodecs.text()), Long.MAX_VALUE);
        ZmqMessage request = Objects.requireNonNull(service.takeOne());
        assertThat(request).isEqualTo(ZmqMessage.of(headers(0), "", "q"));
        service.deliver(request);
        assertThat(reply.values()).containsExactly("q");
    }

    @Test
    void eachAttemptHasItsOwnHeaders() {
        ReqSocket req = req(1);
        Received<ZmqMessage> reply = Received.of(req.request("q").retry(1), Long.MAX_VALUE);
        harness.at("svc").accept().reading().disconnect();
        harness.advance(Duration.ofMinutes(1));
        FakePeer next = harness.at("svc").accept();
        assertThat(next.takeAll()).containsExactly(ZmqMessage.of(headers(1), "", "q"));
        next.deliverFrames("", "r");
        assertThat(reply.texts()).containsExactly("r");
    }

    @Test
    void aRequestKeepsItsHeadersWhenItGoesToAnotherPeer() {
        ReqSocket req = req(1).connect(harness.uri("other"));
        FakePeer service = harness.at("svc").accept();
        ask(req);
        service.disconnect();
        assertThat(harness.at("other").accept().takeAll()).containsExactly(ZmqMessage.of(headers(0), "", "q"));
    }

    @Test
    void withoutHeadersThereIsNoFrame() {
        ReqSocket req = observations.observe(harness.zmq().req()).connect(harness.uri("svc"));
        registry.observationConfig().observationHandler(context -> true);
        ask(req);
        assertThat(harness.at("svc").accept().takeAll()).containsExactly(ZmqMessage.of("", "q"));
    }

    @Test
    void nothingIsSentByDefault() {
        trace();
        ReqSocket req =
                ZmqObservations.of(registry).observe(harness.zmq().req()).connect(harness.uri("svc"));
        ask(req);
        assertThat(harness.at("svc").accept().takeAll()).containsExactly(ZmqMessage.of("", "q"));
    }

    @Test
    void aLockstepReplyBehindAnyOtherFrameIsMalformed() {
        ReqSocket req = req(1);
        FakePeer service = harness.at("svc").accept().reading();
        Received<ZmqMessage> reply = ask(req);
        service.deliverFrames("garbage", "", "r");
        assertThat(service.closedBy()).isInstanceOf(ProtocolException.class);
        assertThat(reply.error()).isInstanceOf(PeerLostException.class);
    }

    @Test
    void aLockstepReplyOfHeadersAloneIsMalformed() {
        ReqSocket req = req(1);
        FakePeer service = harness.at("svc").accept().reading();
        ask(req);
        service.deliverFrames(headers(0), "");
        assertThat(service.closedBy()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aSecondReplyIsStaleWithItsHeadersToo() {
        ReqSocket req = req(1);
        FakePeer service = harness.at("svc").accept().reading();
        Received<ZmqMessage> reply = ask(req);
        service.deliverFrames(headers(0), "", "r").deliverFrames(headers(0), "", "r");
        assertThat(reply.texts()).containsExactly("r");
        assertThat(service.isUp()).isTrue();
        assertThat(harness.await(req.statistics()).dropped(DropReason.STALE_REPLY))
                .isEqualTo(1);
    }

    @Test
    void aPipelinedReplyBehindAnyOtherFrameIsDropped() {
        ReqSocket req = req(8);
        FakePeer service = harness.at("svc").accept();
        Received<ZmqMessage> reply = ask(req);
        byte[] number = Objects.requireNonNull(service.takeOne()).unwrap(0);
        service.deliver(ZmqMessage.of("garbage", "", "r").prepend(number));
        service.deliver(ZmqMessage.of(headers(0), "").prepend(number));
        service.deliver(ZmqMessage.of(headers(0)).prepend(number));
        service.deliver(ZmqMessage.wrap(number));
        assertThat(reply.isOpen()).isTrue();
        assertThat(harness.await(req.statistics()).dropped(DropReason.MALFORMED))
                .isEqualTo(4);
    }

    // REP.

    @Test
    void theHandlerContinuesTheTraceAndSeesOnlyTheBody() {
        rep().serve(Mono::just).subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames(headers(7), "", "q");
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of(headers(7), "", "q"));
        assertThat(parents).containsExactly("00-trace-7");
    }

    @Test
    void headersAreReadBehindTheFramesOfBrokersAndNumbers() {
        rep().serve(MessageCodecs.text(), MessageCodecs.text(), request -> Mono.just("re: " + request))
                .subscribe();
        FakePeer broker = harness.at("here").connect().deliverFrames("client", "0001", headers(7), "", "q");
        assertThat(broker.takeAll()).containsExactly(ZmqMessage.of("client", "0001", headers(7), "", "re: q"));
        assertThat(parents).containsExactly("00-trace-7");
    }

    @Test
    void aRequestWithoutHeadersHasNoParent() {
        rep().serve(Mono::just).subscribe();
        FakePeer client =
                harness.at("here").connect().deliverFrames("", "q").deliverFrames(headers(7), "address", "", "q");
        assertThat(client.takeAll())
                .containsExactly(ZmqMessage.of("", "q"), ZmqMessage.of(headers(7), "address", "", "q"));
        assertThat(parents).containsExactly(null, null);
    }

    @Test
    void headersAreNotReadByDefault() {
        trace();
        RepSocket rep = ZmqObservations.of(registry).observe(harness.zmq().rep());
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(Mono::just).subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames(headers(7), "", "q");
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of(headers(7), "", "q"));
        assertThat(parents).containsExactly((String) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ZMQ-HEADERS/1\n", "ZMQ-HEADERS/1\ntraceparent", "ZMQ-HEADERS/1\n\u0000: a\n"})
    void garbageInFrontOfTheDelimiterDoesNotAffectTheRequest(String garbage) {
        rep().serve(Mono::just).subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames(garbage, "", "q");
        assertThat(client.takeAll()).containsExactly(ZmqMessage.of(garbage, "", "q"));
        assertThat(parents).containsExactly((String) null);
    }

    @Test
    void bytesThatAreNoTextDoNotAffectTheRequest() {
        rep().serve(Mono::just).subscribe();
        byte[] garbage = (headers(7) + "b: ??\n").getBytes(StandardCharsets.UTF_8);
        garbage[garbage.length - 2] = (byte) 0xff;
        garbage[garbage.length - 3] = 0;
        ZmqMessage request = ZmqMessage.of("", "q").prepend(garbage);
        assertThat(harness.at("here").connect().deliver(request).takeAll()).containsExactly(request);
        assertThat(parents).containsExactly((String) null);
    }

    @Test
    void aTracerThatFailsOnTheHeadersDoesNotAffectTheRequest() {
        RepSocket rep = rep();
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStart(Observation.Context context) {
                throw new StackOverflowError("no trace id");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        rep.serve(Mono::just).subscribe();
        FakePeer client = harness.at("here").connect().deliverFrames(headers(7), "", "q");
        assertThat(client.takeTexts()).containsExactly("q");
        assertThat(harness.droppedErrors()).isNotEmpty();
    }

    // Both.

    @Test
    void onlyTheSocketOfAContextPropagates() {
        ReqSocket wrapped = ZmqObservations.of(registry).observe(harness.zmq().req(o -> o.name("ask")));
        assertThatThrownBy(() -> observations.observe(wrapped))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("propagation needs the socket that the context has created, but ask is a "
                        + "io.reactivezmq.micrometer.ObservedReqSocket: observe the socket before it is wrapped");
    }
}
