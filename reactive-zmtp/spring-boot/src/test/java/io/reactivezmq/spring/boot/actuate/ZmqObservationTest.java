package io.reactivezmq.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.micrometer.ZmqClientContext;
import io.reactivezmq.micrometer.ZmqObservations;
import io.reactivezmq.micrometer.ZmqServerContext;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqListener;
import io.reactivezmq.spring.boot.ZmqSocketDecorator;
import io.reactivezmq.spring.boot.listener.ZmqListenerAutoConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

@Timeout(180)
class ZmqObservationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ZmqAutoConfiguration.class,
                    ZmqListenerAutoConfiguration.class,
                    ZmqObservationAutoConfiguration.class))
            .withBean(Service.class)
            .withPropertyValues(
                    "zmq.sockets.service.type=rep",
                    "zmq.sockets.service.bind=inproc://service",
                    "zmq.sockets.ask.type=req",
                    "zmq.sockets.ask.connect=inproc://service");

    static class Service {

        @ZmqListener(socket = "service")
        Mono<String> answer(String question) {
            return Mono.just("answer to " + question);
        }
    }

    private final BlockingQueue<Observation.Context> stopped = new LinkedBlockingQueue<>();
    private final ObservationRegistry registry = ObservationRegistry.create();

    ZmqObservationTest() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStart(Observation.Context context) {
                if (context instanceof ZmqClientContext client) {
                    client.getSetter().set(client.getCarrier(), "traceparent", "00-trace");
                }
            }

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

    private Map<String, Observation.Context> nextTwo() throws InterruptedException {
        Map<String, Observation.Context> contexts = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            Observation.Context context = Objects.requireNonNull(stopped.poll(20, TimeUnit.SECONDS));
            contexts.put(context.getName(), context);
        }
        return contexts;
    }

    private static void ask(AssertableApplicationContext context) {
        ReqSocket ask = context.getBean(ReqSocket.class);
        assertThat(ask.request("a").map(ZmqMessage::text).block(PATIENCE)).isEqualTo("answer to a");
    }

    private static @Nullable String parent(Map<String, Observation.Context> contexts) {
        ZmqServerContext server = (ZmqServerContext) contexts.get("zmq.server.requests");
        return server.getGetter().get(Objects.requireNonNull(server.getCarrier()), "traceparent");
    }

    @Test
    void requestsOfBothSidesAreObserved() {
        runner.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            ask(context);
            Map<String, Observation.Context> both = nextTwo();
            assertThat(both).containsOnlyKeys("zmq.client.requests", "zmq.server.requests");
            assertThat(parent(both)).isNull();
        });
    }

    @Test
    void tracesGoOnAtThePeerByAProperty() {
        runner.withBean(ObservationRegistry.class, () -> registry)
                .withPropertyValues("zmq.observation.propagation=envelope")
                .run(context -> {
                    ask(context);
                    assertThat(parent(nextTwo())).isEqualTo("00-trace");
                });
    }

    @Test
    void singleMessagesAreObservedByABean() {
        runner.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            ReqSocket ask = context.getBean(ReqSocket.class);
            ZmqMessage message = ZmqMessage.of("m");
            context.getBean(ZmqObservations.class)
                    .process(ask, message, Mono.just(message))
                    .block(PATIENCE);
            assertThat(Objects.requireNonNull(stopped.poll(20, TimeUnit.SECONDS))
                            .getName())
                    .isEqualTo("zmq.process");
        });
    }

    @Test
    void nothingIsObservedWithoutSockets() {
        runner.withBean(ObservationRegistry.class, () -> registry)
                .withPropertyValues("zmq.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqSocketDecorator.class));
    }

    @Test
    void nothingIsObservedWithoutARegistry() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqSocketDecorator.class));
    }
}
