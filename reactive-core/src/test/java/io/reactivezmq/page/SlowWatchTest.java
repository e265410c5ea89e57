package io.reactivezmq.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which peers stand out. */
class SlowWatchTest {

    private final PeerInfo peer = peerInfo();
    private final SlowWatch watch = new SlowWatch();
    private long time = 1;

    private static PeerInfo peerInfo() {
        return PeerInfoBuilder.of("tcp://here", "there", true).build();
    }

    /** Lets time pass, and the watch see these numbers. */
    private void sample(Duration after, int sendQueue, int receiveQueue, long dropped) {
        time += after.toNanos();
        PeerStatistics statistics = new PeerStatistics(
                "tcp://here",
                peer,
                0,
                0,
                0,
                0,
                dropped == 0 ? Map.of() : Map.of(DropReason.PEER_FULL, dropped),
                receiveQueue,
                sendQueue,
                0,
                Instant.EPOCH);
        watch.update(new SocketProbe.Answer(
                new SocketStatistics(0, 0, 0, 0, Map.of(), 0, 0, List.of(statistics), 0, 0, 100, 100),
                List.of(),
                time));
    }

    @Test
    void aQueueThatStaysFullMakesAPeerSlow() {
        sample(Duration.ZERO, 75, 0, 0);
        assertThat(watch.slowPeers()).as("at first sight").isZero();
        sample(Duration.ofSeconds(1), 75, 0, 0);
        assertThat(watch.isSlow(peer)).isTrue();
        assertThat(watch.slowPeers()).isEqualTo(1);
        sample(Duration.ofSeconds(1), 74, 0, 0);
        assertThat(watch.isSlow(peer)).isFalse();
        sample(Duration.ofSeconds(1), 80, 0, 0);
        assertThat(watch.isSlow(peer)).as("full again").isFalse();
    }

    @Test
    void dropsAtAFullQueueMakeAPeerSlowAtOnce() {
        sample(Duration.ZERO, 0, 0, 5);
        sample(Duration.ofSeconds(1), 100, 0, 5);
        assertThat(watch.isSlow(peer)).isFalse();
        sample(Duration.ofMillis(200), 100, 0, 6);
        assertThat(watch.isSlow(peer)).isTrue();
    }

    @Test
    void anotherPeerThatHasBeenThereBeforeIsNotSlow() {
        sample(Duration.ZERO, 100, 0, 9);
        sample(Duration.ofSeconds(1), 100, 0, 9);
        assertThat(watch.isSlow(peerInfo())).isFalse();
        assertThat(watch.isSlow(null)).isFalse();
    }

    @Test
    void receivedMessagesThatWaitMakeTheApplicationLate() {
        sample(Duration.ZERO, 0, 100, 0);
        assertThat(watch.isLate()).isFalse();
        sample(Duration.ofSeconds(1), 0, 90, 0);
        assertThat(watch.isLate()).isTrue();
        assertThat(watch.slowPeers()).isZero();
        assertThat(watch.longestReceiveQueue()).isEqualTo(90);
        sample(Duration.ofSeconds(1), 0, 10, 0);
        assertThat(watch.isLate()).isFalse();
    }
}
