package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 9. A client that survives failures of its server. */
class LazyPirateTest extends Halves {

    private final String endpoint = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void theServerStalls(Side ourServer, Side ourClient) {
        server(ourServer, "--stall-at=3");
        Half client = client(ourClient, 5);
        client.awaitEnd();
        client.await("asks again, request 3: .*");
        assertThat(client.lines()).contains("answered request 3", "answered request 5");
    }

    @ParameterizedTest
    @CsvSource({"OUR_PROCESS, OURS", "OUR_PROCESS, PYTHON", "PYTHON, OURS"})
    void theServerDiesInTheMiddleOfARequest(Side ourServer, Side ourClient) {
        Half client = client(ourClient, 5);
        server(ourServer, "--die-at=3");
        client.await("asks again, request 3: .*");

        Half restarted = server(ourServer, "--die-at=0");
        client.awaitEnd();
        restarted.await("received request 3");
        assertThat(client.lines()).contains("answered request 3", "answered request 5");
    }

    @ParameterizedTest
    @CsvSource({"OUR_PROCESS, OURS", "OUR_PROCESS, PYTHON", "PYTHON, OURS"})
    void theServerIsKilled(Side ourServer, Side ourClient) {
        Half client = client(ourClient, 1_000_000);
        Half killed = server(ourServer, "--die-at=0");
        client.await("answered request 3");
        killed.kill();

        Half restarted = server(ourServer, "--die-at=0");
        String request = restarted.await("received (request \\d+)").group(1);
        client.await("answered " + request);
    }

    @Test
    void theServerIsGoneForGood() {
        Half client = start(
                Side.OURS, "lazy-pirate-client", "--connect=" + endpoint, "--pause=0", "--timeout=100", "--retries=2");
        assertThatThrownBy(client::awaitEnd).hasMessage("the server seems to be gone");
        assertThat(client.lines())
                .filteredOn(line -> line.startsWith("asks again"))
                .hasSize(2);
    }

    private Half server(Side side, String option) {
        Half server = start(side, "lazy-pirate-server", "--bind", endpoint, option);
        server.await("listening at .*");
        return server;
    }

    private Half client(Side side, int requests) {
        return start(
                side,
                "lazy-pirate-client",
                "--connect=" + endpoint,
                "--requests=" + requests,
                "--pause=10",
                "--timeout=800",
                "--retries=30");
    }
}
