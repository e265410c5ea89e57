package io.reactivezmq.samples.guide;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.List;

/** A tracer in the memory of a test, which writes and reads the headers of W3C. */
final class TestTracer extends SimpleTracer implements Propagator {

    private static final String HEADER = "traceparent";

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    TestTracer() {
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(this, this),
                        new PropagatingReceiverTracingObservationHandler<>(this, this),
                        new DefaultTracingObservationHandler(this)));
    }

    TestObservationRegistry registry() {
        return registry;
    }

    /** Returns the only span of this name. */
    SimpleSpan span(String name) {
        return getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((one, other) -> {
                    throw new AssertionError("two spans: " + name);
                })
                .orElseThrow(() -> new AssertionError("no span: " + name + " in " + getSpans()));
    }

    @Override
    public List<String> fields() {
        return List.of(HEADER);
    }

    @Override
    public <C> void inject(TraceContext context, C carrier, Setter<C> setter) {
        setter.set(carrier, HEADER, "00-" + context.traceId() + "-" + context.spanId() + "-01");
    }

    @Override
    public <C> Span.Builder extract(C carrier, Getter<C> getter) {
        String header = getter.get(carrier, HEADER);
        if (header == null) {
            return spanBuilder();
        }
        String[] parts = header.split("-");
        return spanBuilder()
                .setParent(traceContextBuilder()
                        .traceId(parts[1])
                        .spanId(parts[2])
                        .sampled(true)
                        .build());
    }
}
