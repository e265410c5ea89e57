package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** The tables of observations in the documentation are about the observations that are made. */
class ObservationsDocumentTest {

    private static final Path PAGE = Path.of("../docs/observability.md");

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final List<Observation.Context> stopped = new ArrayList<>();

    private static List<MatchResult> rows(String regex) throws IOException {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
    }

    /** Makes one observation of each kind. */
    private void observeAll() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        ZmqObservations observations = ZmqObservations.of(registry);
        ReqSocket req = observations.observe(harness.zmq().req()).connect(harness.uri("svc"));
        RepSocket rep = observations.observe(harness.zmq().rep());
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(Mono::just).subscribe();
        req.request("q").subscribe();
        FakePeer service = harness.at("svc").accept();
        service.take(1);
        service.deliverFrames("", "r");
        harness.at("here").connect().deliverFrames("", "q");
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        harness.await(observations.send(push, ZmqMessage.of("m")));
        PullSocket pull = harness.zmq().pull();
        harness.await(observations.process(pull, ZmqMessage.of("m"), Mono.just("done")));
        assertThat(stopped).hasSize(4);
    }

    private static String kind(Observation.Context context) {
        return context instanceof SenderContext<?> sender
                ? sender.getKind().name()
                : ((ReceiverContext<?>) context).getKind().name();
    }

    @Test
    void theTableListsTheObservationsThatAreMade() throws IOException {
        observeAll();
        Map<String, String> made = new TreeMap<>();
        stopped.forEach(context -> made.put(kind(context), context.getName()));
        Map<String, String> documented = new TreeMap<>();
        rows("^\\| ([A-Z]+) \\| `(zmq\\.[a-z.]+)` \\|").forEach(row -> documented.put(row.group(1), row.group(2)));
        assertThat(documented).isEqualTo(made).hasSize(4);
    }

    @Test
    void theTableListsTheKeys() throws IOException {
        observeAll();
        Map<String, String> documented = new TreeMap<>();
        rows("^\\| `([a-z.]+)` \\| .* \\| (timer and span|span) \\|$")
                .forEach(row -> documented.put(row.group(1), row.group(2)));
        Map<String, String> made = new TreeMap<>();
        ObservationKeyValues.high(PeerInfoBuilder.of("tcp://x:1", "y", true)
                        .authenticated("user", Map.of())
                        .build())
                .forEach(value -> made.put(value.getKey(), "span"));
        for (Observation.Context context : stopped) {
            context.getHighCardinalityKeyValues().forEach(value -> made.put(value.getKey(), "span"));
            assertThat(context.getLowCardinalityKeyValues().stream().map(KeyValue::getKey))
                    .hasSize(4)
                    .allSatisfy(key -> made.put(key, "timer and span"));
        }
        assertThat(documented).isEqualTo(made);
    }

    @Test
    void theTableListsTheOutcomes() throws IOException {
        String table =
                rows("(?s)\\| outcome \\| meaning \\|\\n(.*?)\\n\\n").get(0).group(1);
        assertThat(Pattern.compile("(?m)^\\| `(\\w+)`").matcher(table).results().map(row -> row.group(1)))
                .containsExactly(
                        Arrays.stream(ZmqOutcome.values()).map(Enum::name).toArray(String[]::new));
    }
}
