package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 5. Many requests in flight at once. */
class AsyncTest extends Halves {

    private static final String ALL_RIGHT = "1000 right answers.*, [1-9]\\d* were overtaken by a later one";

    @Test
    void overInproc() {
        Half both = add(new HalfHere(ZmqContext.create(), "async-inproc"));
        both.awaitEnd();
        both.await(ALL_RIGHT);
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void overTcp(Side ourServer, Side ourClient) {
        String endpoint = Ports.free();
        Half client = start(ourClient, "async-client", "--connect", endpoint);
        start(ourServer, "async-server", "--bind", endpoint);
        client.awaitEnd();
        client.await(ALL_RIGHT);
    }
}
