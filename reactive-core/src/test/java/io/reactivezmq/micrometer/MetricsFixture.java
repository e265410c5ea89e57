package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Sockets on a loop by hand, and meters whose steps the test takes. */
abstract class MetricsFixture {

    static final Duration STEP = Duration.ofSeconds(1);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    final MeterRegistry registry = new SimpleMeterRegistry();

    MetricsBinding bind(MeterRegistry target, Consumer<ZmqMetricsOptions> changes) {
        ZmqMetricsOptions options = new ZmqMetricsOptions();
        changes.accept(options);
        MetricsBinding binding = new MetricsBinding(harness.zmq(), target, options, clock);
        binding.start();
        harness.settle();
        return binding;
    }

    MetricsBinding bind() {
        return bind(registry, options -> {});
    }

    /** Lets one step pass, and the loop answer. */
    void step() {
        clock.advanceTimeBy(STEP);
        harness.settle();
    }

    double counter(String name, String... tags) {
        FunctionCounter counter = registry.find(name).tags(tags).functionCounter();
        assertThat(counter).as(name).isNotNull();
        return counter.count();
    }

    double events(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    boolean hasMetersOf(String socket) {
        return registry.getMeters().stream().map(Meter::getId).anyMatch(id -> socket.equals(id.getTag("socket")));
    }
}
