package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 6. ROUTER and DEALER between clients and services, and clients connected to services without a broker. */
class BrokerTest extends Halves {

    private final String frontend = Ports.free();
    private final String backend = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS, OURS", "OURS, PYTHON, OURS", "OURS, OURS, PYTHON", "PYTHON, OURS, OURS"})
    void manyToMany(Side ourBroker, Side ourServices, Side ourClient) {
        Half broker = start(ourBroker, "broker", "--frontend", frontend, "--backend", backend);
        broker.await("broker is open");
        service(Side.OURS, "A", "--connect", backend);
        service(ourServices, "B", "--connect", backend);
        service(ourServices, "C", "--connect", backend);
        Half first = client(ourClient, "--connect", frontend);
        Half second = client(Side.OURS, "--connect", frontend);
        assertThat(shares(first)).allMatch(share -> share > 50);
        assertThat(shares(second)).allMatch(share -> share > 50);
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "PYTHON, OURS", "OURS, PYTHON"})
    void withoutABroker(Side ourServices, Side ourClient) {
        String third = Ports.free();
        service(Side.OURS, "A", "--bind", frontend);
        service(ourServices, "B", "--bind", backend);
        service(ourServices, "C", "--bind", third);
        Half client = client(ourClient, "--await=3", "--connect", frontend, "--connect", backend, "--connect", third);
        assertThat(shares(client)).containsExactly(200, 200, 200);
    }

    private void service(Side side, String name, String how, String endpoint) {
        start(side, "broker-service", how, endpoint, "--name", name).await(name + " serves at .*");
    }

    private Half client(Side side, String... options) {
        List<String> command = new ArrayList<>(List.of("broker-client", "--requests=600"));
        command.addAll(List.of(options));
        return start(side, command.toArray(String[]::new));
    }

    private static List<Integer> shares(Half client) {
        client.awaitEnd();
        Matcher shares = client.await("answered by A (\\d+), B (\\d+), C (\\d+)");
        return Stream.of(1, 2, 3)
                .map(group -> Integer.valueOf(shares.group(group)))
                .toList();
    }
}
