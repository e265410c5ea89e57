package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.testing.ManualLoop;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is on its way from one loop to another when the receiving socket closes. Both loops are run by hand. */
class InprocInFlightTest {

    private final ManualLoop sending = new ManualLoop();
    private final ManualLoop receiving = new ManualLoop();
    private final ZmqContext zmq = ZmqContext.on(new LoopGroup() {
        private int given;

        @Override
        public Loop next() {
            return given++ % 2 == 0 ? sending : receiving;
        }

        @Override
        public Mono<Void> shutdown() {
            return Mono.empty();
        }
    });
    private final PushSocket push = zmq.push(o -> o.linger(Duration.ZERO));
    private final PullSocket pull = zmq.pull(o -> o.linger(Duration.ZERO));

    @BeforeEach
    void meet() {
        push.bind("inproc://x").subscribe();
        settle();
        pull.connect("inproc://x");
        settle();
    }

    @AfterEach
    void close() {
        zmq.close().subscribe();
        settle();
        assertThat(push.isClosed()).isTrue();
    }

    private void settle() {
        for (int i = 0; i < 10; i++) {
            sending.run();
            receiving.run();
        }
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            push.send("m" + i).subscribe();
        }
    }

    private SocketStatistics statisticsOfPull() {
        Received<SocketStatistics> statistics = Received.of(pull.statistics(), 1);
        settle();
        return statistics.values().get(0);
    }

    private void assertThatAllAreAccountedFor(int messages) {
        Received<SocketStatistics> sent = Received.of(push.statistics(), 1);
        settle();
        assertThat(sent.values().get(0).messagesSent()).isEqualTo(messages);
        SocketStatistics statistics = statisticsOfPull();
        assertThat(statistics.dropped(DropReason.UNDELIVERED) + statistics.messagesReceived())
                .isEqualTo(messages);
    }

    @Test
    void whatIsInTheQueueBetweenThemIsCountedAsUndelivered() {
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        settle();
        pull.close();
        send(5);
        sending.run();
        receiving.run();

        assertThat(statisticsOfPull().dropped(DropReason.UNDELIVERED)).isEqualTo(5);
        assertThat(statisticsOfPull().messagesReceived()).isZero();
        assertThat(events.values())
                .filteredOn(SocketEvent.MessagesDropped.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(SocketEvent.MessagesDropped.class, dropped -> {
                    assertThat(dropped.reason()).isEqualTo(DropReason.UNDELIVERED);
                    assertThat(dropped.total()).isEqualTo(5);
                    assertThat(dropped.endpoint()).isEqualTo("inproc://x");
                });
        assertThatAllAreAccountedFor(5);
    }

    @Test
    void whatIsSentBeforeTheSenderHearsOfTheCloseIsCountedToo() {
        pull.close();
        send(3);
        sending.run();
        send(4);
        // It closes after these were given to the sender's pipe and before they are fetched from there.
        sending.execute(receiving::run);
        sending.execute(() -> assertThat(statisticsOfPullNow().dropped(DropReason.UNDELIVERED))
                .isEqualTo(3));
        sending.run();
        receiving.run();

        assertThat(statisticsOfPullNow().dropped(DropReason.UNDELIVERED)).isEqualTo(7);
        assertThatAllAreAccountedFor(7);
    }

    private SocketStatistics statisticsOfPullNow() {
        return Received.of(pull.statistics(), 1).values().get(0);
    }

    @Test
    void whatIsOnItsWayWhenAnEndpointIsDisconnectedIsCounted() {
        Received<ZmqMessage> received = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        send(2);
        settle();
        pull.disconnect("inproc://x");
        send(3);
        sending.run();
        settle();

        assertThat(received.texts()).containsExactly("m0", "m1");
        SocketStatistics statistics = statisticsOfPull();
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(2);
        assertThatAllAreAccountedFor(5);
    }
}
