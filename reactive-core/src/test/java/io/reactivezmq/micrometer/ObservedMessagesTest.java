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
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Observations of single messages of one-way sockets: of their sending, and of the work on them. */
class ObservedMessagesTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final ZmqObservations observations = ZmqObservations.of(registry);

    ObservedMessagesTest() {
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

    private PushSocket push() {
        return harness.zmq()
                .push(o ->
                        o.name("jobs").sendHighWaterMark(1).maxPendingSends(1).immediate(true))
                .connect(harness.uri("svc"));
    }

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull(o -> o.name("work"));
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    private Received<Void> send(PushSocket push) {
        Received<Void> sent = Received.of(observations.send(push, ZmqMessage.of("m")), 1);
        harness.settle();
        return sent;
    }

    private Observation.Context only() {
        assertThat(stopped).hasSize(1);
        return stopped.get(0);
    }

    private void assertOutcome(ZmqOutcome outcome) {
        assertThat(only().getLowCardinalityKeyValue("outcome")).isEqualTo(KeyValue.of("outcome", outcome.name()));
        assertThat(((ZmqMessageContext) only()).outcome()).isEqualTo(outcome);
    }

    // Sending.

    @Test
    void aMessageIsObservedUntilItIsAccepted() {
        PushSocket push = push();
        Received<Void> sent = send(push);
        assertThat(stopped).as("while no peer has room").isEmpty();
        FakePeer service = harness.at("svc").accept();
        assertThat(sent.isCompleted()).isTrue();
        assertThat(service.takeTexts()).containsExactly("m");
        assertThat(only()).isInstanceOfSatisfying(ZmqSendContext.class, context -> {
            assertThat(context.getKind()).isEqualTo(Kind.PRODUCER);
            assertThat(context.message().text()).isEqualTo("m");
            assertThat(context.peer()).isNull();
        });
        assertThat(only().getContextualName()).isEqualTo("jobs send");
        assertThat(meters.get("zmq.send")
                        .tags(
                                "messaging.system", "zeromq",
                                "messaging.operation.type", "send",
                                "zmq.socket", "jobs",
                                "outcome", "SUCCESS")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aMessageIsSentAndObservedForEachSubscription() {
        PushSocket push = push();
        FakePeer service = harness.at("svc").accept().reading();
        Mono<Void> sending = observations.send(push, ZmqMessage.of("m"));
        harness.settle();
        assertThat(stopped).isEmpty();
        harness.await(sending);
        harness.await(sending);
        assertThat(service.gotTexts()).containsExactly("m", "m");
        assertThat(stopped).hasSize(2);
    }

    @Test
    void aRefusedMessageIsAnOutcome() {
        PushSocket push = push();
        send(push);
        assertThat(send(push).error()).isInstanceOf(TooManyPendingException.class);
        assertOutcome(ZmqOutcome.REJECTED);
    }

    @Test
    void aCanceledMessageIsAnOutcome() {
        send(push()).cancel();
        harness.settle();
        assertOutcome(ZmqOutcome.CANCELLED);
    }

    // Working on a message.

    @Test
    void workIsObservedUntilItsEnd() {
        PullSocket pull = pull();
        Sinks.One<String> work = Sinks.one();
        List<@Nullable Object> current = new ArrayList<>();
        Received<String> done = Received.of(
                pull.receive()
                        .flatMap(job ->
                                observations.process(pull, job, work.asMono().contextWrite(context -> {
                                    current.add(context.getOrDefault("micrometer.observation", null));
                                    return context;
                                }))),
                Long.MAX_VALUE);
        FakePeer source = harness.at("here").connect().deliver("job");
        assertThat(stopped).isEmpty();
        work.tryEmitValue("done");
        assertThat(done.values()).containsExactly("done");
        assertOutcome(ZmqOutcome.SUCCESS);
        assertThat(only()).isInstanceOfSatisfying(ZmqProcessContext.class, context -> {
            assertThat(context.getKind()).isEqualTo(Kind.CONSUMER);
            assertThat(context.message().text()).isEqualTo("job");
            assertThat(context.peer()).isEqualTo(source.info());
        });
        assertThat(only().getName()).isEqualTo("zmq.process");
        assertThat(only().getContextualName()).isEqualTo("work process");
        assertThat(only().getHighCardinalityKeyValues())
                .containsExactly(
                        KeyValue.of("network.peer.address", source.info().address()));
        assertThat(current).singleElement().isInstanceOf(Observation.class);
    }

    @Test
    void failedWorkIsAnOutcomeAndTheNextMessageIsWorkedOn() {
        PullSocket pull = pull();
        pull.receive()
                .flatMap(job -> observations
                        .process(pull, job, Mono.error(new TimeoutException("database")))
                        .onErrorComplete())
                .subscribe();
        harness.at("here").connect().deliver("a", "b");
        assertThat(stopped)
                .hasSize(2)
                .allSatisfy(context -> assertThat(context.getError()).hasMessage("database"))
                .allSatisfy(context ->
                        assertThat(((ZmqMessageContext) context).outcome()).isEqualTo(ZmqOutcome.TIMEOUT));
    }

    @Test
    void canceledWorkIsAnOutcome() {
        PullSocket pull = pull();
        Received<Object> done = Received.of(
                pull.receive().flatMap(job -> observations.process(pull, job, Mono.never())), Long.MAX_VALUE);
        harness.at("here").connect().deliver("job");
        done.cancel();
        assertOutcome(ZmqOutcome.CANCELLED);
    }

    // Both.

    @Test
    void conventionsMayBeReplaced() {
        PullSocket pull = pull();
        ZmqObservations renamed = observations
                .convention(new ZmqSendObservationConvention() {
                    @Override
                    public String getName() {
                        return "jobs.sent";
                    }
                })
                .convention(new ZmqProcessObservationConvention() {
                    @Override
                    public KeyValues getLowCardinalityKeyValues(ZmqProcessContext context) {
                        return KeyValues.of(
                                "size", String.valueOf(context.message().size()));
                    }
                });
        Received.of(renamed.send(push(), ZmqMessage.of("m")), 1).cancel();
        harness.await(renamed.process(pull, ZmqMessage.of("four"), Mono.just("done")));
        assertThat(stopped.get(0).getName()).isEqualTo("jobs.sent");
        assertThat(stopped.get(1).getLowCardinalityKeyValues()).containsExactly(KeyValue.of("size", "4"));
    }

    @Test
    void anObservationThatFailsDoesNotAffectItsMessage() {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStart(Observation.Context context) {
                throw new StackOverflowError("observed");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        PushSocket push = push();
        FakePeer service = harness.at("svc").accept().reading();
        harness.await(observations.send(push, ZmqMessage.of("m")));
        assertThat(service.gotTexts()).containsExactly("m");
        assertThat(harness.droppedErrors()).isNotEmpty();
    }

    @Test
    void withoutHandlersNothingIsObserved() {
        ZmqObservations none = ZmqObservations.of(ObservationRegistry.NOOP);
        Mono<String> work = Mono.just("done");
        assertThat(none.process(pull(), ZmqMessage.of("m"), work)).isSameAs(work);
        PushSocket push = push();
        assertThat(none.send(push, ZmqMessage.of("m")).getClass())
                .isEqualTo(push.send(ZmqMessage.of("m")).getClass());
    }
}
