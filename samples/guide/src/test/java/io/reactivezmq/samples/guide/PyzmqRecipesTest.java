package io.reactivezmq.samples.guide;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.codec.JacksonCodec;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The recipe "Talking to pyzmq" in docs/recipes.md, with pyzmq on the other side. */
class PyzmqRecipesTest {

    private static final Duration LIMIT = ofSeconds(20);

    /** What the script sends. */
    private static final int MESSAGES = 5;

    record Order(String symbol, int quantity) {}

    private final ZmqContext zmq = ZmqContext.create();
    private final String endpoint = Ports.free();
    private final String back = Ports.free();
    private final PullSocket pull = zmq.pull();
    private final PushSocket push = zmq.push();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    /** Starts the script, and ends it after the test. */
    private void withPyzmq(Runnable test) {
        pull.bind(endpoint).block(LIMIT);
        push.bind(back).block(LIMIT);
        Half pyzmq = Side.PYTHON.start("recipe-messages", endpoint, back);
        try {
            test.run();
            push.send(new NumpyCodec().encode(new NumpyCodec.Matrix(2, 1, new double[] {0.5, -7})))
                    .block(LIMIT);
            pyzmq.awaitEnd();
            assertThat(pyzmq.lines()).containsExactly("[[0.5], [-7.0]]");
        } finally {
            pyzmq.kill();
        }
    }

    @Test
    void eachMethodOfPyzmqHasItsCounterpart() {
        withPyzmq(() -> {
            List<ZmqMessage> messages =
                    pull.receive().take(MESSAGES).collectList().block(LIMIT);
            assertThat(messages.get(0).text()).isEqualTo("Zürich");
            assertThat(JacksonCodec.of(Order.class).decode(messages.get(1))).isEqualTo(new Order("EURUSD", 100));
            ZmqMessage pickle = messages.get(2);
            assertThatThrownBy(() -> JacksonCodec.of(Order.class).decode(pickle))
                    .isInstanceOf(RuntimeException.class);
            assertThat(messages.get(3).frameCount()).isEqualTo(2);
            assertThat(messages.get(3).text(0)).isEqualTo("EUR");
            assertThat(messages.get(3).text(1)).isEqualTo("1.08");
            NumpyCodec.Matrix matrix = new NumpyCodec().decode(messages.get(4));
            assertThat(matrix.rows()).isEqualTo(2);
            assertThat(matrix.columns()).isEqualTo(3);
            assertThat(matrix.values()).containsExactly(1, 2, 3, 4, 5, 6.5);
        });
    }

    @Test
    void picklesAreSkippedAndCounted() {
        withPyzmq(() -> {
            // [doc]
            MessageCodec<Order> orders = JacksonCodec.of(Order.class);
            Flux<Order> received = pull.receive(orders, OnUndecodable.SKIP);
            // [/doc]
            List<Order> all = received.takeUntilOther(pull.statistics()
                            .repeatWhen(again -> again.delayElements(Duration.ofMillis(5)))
                            .filter(counts -> counts.dropped(DropReason.UNDECODABLE) == MESSAGES - 1))
                    .collectList()
                    .block(LIMIT);
            assertThat(all).containsExactly(new Order("EURUSD", 100));
        });
    }

    @Test
    void anArrayThatIsNotTheAnnouncedOneIsRefused() {
        NumpyCodec codec = new NumpyCodec();
        byte[] values = new byte[16];
        for (String header : List.of(
                "{\"dtype\": \"float64\", \"shape\": [2147483647, 2147483647]}",
                "{\"dtype\": \"float64\", \"shape\": [2, 2]}",
                "{\"dtype\": \"float32\", \"shape\": [2, 1]}",
                "{\"dtype\": \"float64\", \"shape\": []}",
                "[]",
                "no JSON")) {
            ZmqMessage message = ZmqMessage.wrap(ZmqMessage.of(header).unwrap(), values);
            assertThatThrownBy(() -> codec.decode(message)).as(header).isInstanceOf(RuntimeException.class);
        }
    }
}
