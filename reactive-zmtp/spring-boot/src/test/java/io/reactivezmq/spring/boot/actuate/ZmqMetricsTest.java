package io.reactivezmq.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(180)
class ZmqMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    ZmqAutoConfiguration.class,
                    ZmqMetricsAutoConfiguration.class))
            .withPropertyValues(
                    "zmq.metrics.step=20ms",
                    "zmq.sockets.jobs.type=push",
                    "zmq.sockets.jobs.connect=inproc://worker",
                    "zmq.sockets.worker.type=pull",
                    "zmq.sockets.worker.bind=inproc://worker");

    @Test
    void metersHaveTheNamesOfTheProperties() {
        runner.run(context -> {
            PushSocket jobs = context.getBean(PushSocket.class);
            jobs.send(Flux.range(0, 5).map(i -> ZmqMessage.of("job " + i))).block(PATIENCE);
            context.getBean(PullSocket.class).receive().take(5).blockLast(PATIENCE);
            Search search = context.getBean(MeterRegistry.class)
                    .find("zmq.messages.received")
                    .tag("socket", "worker")
                    .tag("type", "pull");
            assertThat(Mono.fromSupplier(() -> Optional.ofNullable(search.functionCounter())
                                    .map(FunctionCounter::count)
                                    .orElse(0.0))
                            .filter(count -> count == 5)
                            .repeatWhenEmpty(attempts -> attempts.delayElements(Duration.ofMillis(10)))
                            .block(PATIENCE))
                    .isEqualTo(5);
        });
    }

    @Test
    void metersAreNotLazy() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    Mono<Meter> first = Flux.defer(() -> Flux.fromIterable(registry.getMeters()))
                            .filter(meter -> meter.getId().getName().startsWith("zmq."))
                            .next()
                            .repeatWhenEmpty(attempts -> attempts.delayElements(Duration.ofMillis(10)));
                    assertThat(first.block(PATIENCE)).isNotNull();
                });
    }

    @Test
    void aStepThatIsTooShortIsReported() {
        runner.withPropertyValues("zmq.metrics.step=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage(
                                "Property zmq.metrics.step with value 'PT0S' is invalid: Option step cannot be PT0S: at"
                                        + " least PT0.01S"));
    }

    @Test
    void thereAreNoneWithoutMicrometer() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Disposable.class));
    }
}
