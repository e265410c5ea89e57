package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 10. PAIR. */
class PairTest extends Halves {

    private static final String[] CHANGED = {
        "text ROUND 1",
        "frames y=-1 x=1 point",
        "bytes 0000000000000002",
        "text ROUND 2",
        "frames y=-2 x=2 point",
        "bytes 0000000000000004"
    };

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void overTcp(Side ourLeft, Side ourRight) {
        String endpoint = Ports.free();
        start(ourRight, "pair-right", "--connect", endpoint);
        Half left = start(ourLeft, "pair-left", "--bind", endpoint, "--rounds=2");
        left.awaitEnd();
        assertThat(left.lines()).endsWith(CHANGED);
    }

    @Test
    void overInproc() {
        ZmqContext zmq = ZmqContext.create();
        add(new HalfHere(zmq, "pair-right", "--connect=inproc://pair"));
        Half left = add(new HalfHere(zmq, "pair-left", "--bind=inproc://pair", "--rounds=2"));
        left.awaitEnd();
        assertThat(left.lines()).endsWith(CHANGED);
    }
}
