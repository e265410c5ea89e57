package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 1. REQ and REP. */
class HelloTest extends Halves {

    private final String endpoint = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void serverFirst(Side ourServer, Side ourClient) {
        Half server = server(ourServer);
        Half client = client(ourClient, 5);
        client.awaitEnd();
        assertThat(client.lines()).contains("received hello 1, world", "received hello 5, world");
        server.await("received hello 1");
        server.await("received hello 5");
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void clientFirst(Side ourServer, Side ourClient) {
        Half client = client(ourClient, 5);
        client.await("asks hello 1");
        server(ourServer);
        client.awaitEnd();
        assertThat(client.lines()).contains("received hello 1, world", "received hello 5, world");
    }

    @ParameterizedTest
    @CsvSource({"OUR_PROCESS, OURS", "OUR_PROCESS, PYTHON", "PYTHON, OURS"})
    void serverRestarted(Side ourServer, Side ourClient) {
        Half client = client(ourClient, 1_000_000);
        Half server = server(ourServer);
        client.await("received hello 3, world");
        server.kill();

        Half restarted = server(ourServer);
        String number = restarted.await("received hello (\\d+)").group(1);
        client.await("received hello " + number + ", world");
    }

    @ParameterizedTest
    @CsvSource({"OURS, OUR_PROCESS", "OURS, PYTHON", "PYTHON, OUR_PROCESS"})
    void clientRestarted(Side ourServer, Side ourClient) {
        server(ourServer);
        Half client = client(ourClient, 1_000_000);
        client.await("received hello 3, world");
        client.kill();

        Half restarted = client(ourClient, 3);
        restarted.awaitEnd();
        assertThat(restarted.lines()).contains("received hello 3, world");
    }

    private Half server(Side side) {
        Half server = start(side, "hello-server", "--bind", endpoint);
        server.await("listening at .*");
        return server;
    }

    private Half client(Side side, int requests) {
        return start(side, "hello-client", "--connect", endpoint, "--requests=" + requests, "--pause=10");
    }
}
