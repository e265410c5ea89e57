package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnFull;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** The first demand of a connected PUB is what its loop does next: it waits for no peer, connection, or timer. */
@DisplayName("The first demand of a connected PUB")
class FirstDemandTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private enum Peer {
        THERE,
        /** Its address refuses connections. */
        ABSENT,
        /** It comes after the first attempt was refused. */
        LATE
    }

    static Stream<Arguments> cases() {
        return Stream.of(Peer.values())
                .flatMap(peer -> Stream.of(OnFull.values()).map(onFull -> Arguments.of(peer, onFull)));
    }

    @ParameterizedTest(name = "peer {0}, {1}")
    @MethodSource("cases")
    void comesBeforeTheNextCallIsAnswered(Peer peer, OnFull onFull) {
        for (int round = 0; round < 20; round++) {
            ZmqContext zmq = ZmqContext.create();
            try {
                SubSocket sub = zmq.sub().subscribe("");
                Endpoint at = sub.bind("tcp://127.0.0.1:*").block(LIMIT);
                if (peer != Peer.THERE) {
                    sub.unbind(at).block(LIMIT);
                }
                PubSocket pub = zmq.pub(o -> o.onFull(onFull).reconnectInterval(Duration.ofSeconds(10)));
                pub.connect(at);
                if (peer == Peer.LATE) {
                    pub.statistics().block(LIMIT);
                    sub.bind(at.uri()).block(LIMIT);
                }
                AtomicLong demand = new AtomicLong();
                pub.events().subscribe();
                pub.send(Flux.<ZmqMessage>never().doOnRequest(demand::addAndGet))
                        .onErrorComplete()
                        .subscribe();
                // What is called after it is answered after it.
                pub.statistics().block(LIMIT);
                assertThat(demand).as("round %d", round).hasPositiveValue();
            } finally {
                zmq.close().block(LIMIT);
            }
        }
    }
}
