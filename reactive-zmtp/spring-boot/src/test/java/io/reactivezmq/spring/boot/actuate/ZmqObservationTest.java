package io.reactivezmq.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqListener;
import io.reactivezmq.spring.boot.ZmqSocketDecorator;
import io.reactivezmq.spring.boot.listener.ZmqListenerAutoConfiguration;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
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

    @Test
    void requestsOfBothSidesAreObserved() {
        BlockingQueue<String> stopped = new LinkedBlockingQueue<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context.getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        runner.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            ReqSocket ask = context.getBean(ReqSocket.class);
            assertThat(ask.request("a").map(ZmqMessage::text).block(PATIENCE)).isEqualTo("answer to a");
            assertThat(Set.of(stopped.poll(20, TimeUnit.SECONDS), stopped.poll(20, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder("zmq.client.requests", "zmq.server.requests");
        });
    }

    @Test
    void nothingIsObservedWithoutARegistry() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqSocketDecorator.class));
    }
}
