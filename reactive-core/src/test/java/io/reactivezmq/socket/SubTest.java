package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SUB: each publisher gets all its subscriptions after each connect, and it filters what publishers send. */
class SubTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private FakePeer accepted() {
        return harness.at("feed").accept();
    }

    private SubSocket sub() {
        return harness.zmq().sub().connect(harness.uri("feed"));
    }

    @Test
    void subscriptionsBeforeAndAfterThePublisherCame() {
        SubSocket sub = sub().subscribe("a").subscribe("b");
        FakePeer feed = accepted();
        assertThat(feed.controls()).containsExactlyInAnyOrder("+a", "+b");
        sub.subscribe("c");
        assertThat(feed.controls()).hasSize(3).endsWith("+c");
    }

    @Test
    void subscriptionsCount() {
        SubSocket sub = sub();
        FakePeer feed = accepted();
        sub.subscribe("a").subscribe("a").unsubscribe("a");
        assertThat(feed.controls()).containsExactly("+a", "+a");
        feed.deliver("a1");
        assertThat(harness.await(sub.statistics()).receiveQueue()).isEqualTo(1);

        sub.unsubscribe("a");
        assertThat(feed.controls()).containsExactly("+a", "+a", "-a");
        feed.deliver("a2");
        assertThat(harness.await(sub.statistics()).receiveQueue()).isEqualTo(1);
        sub.unsubscribe("a").unsubscribe("never heard of");
        assertThat(feed.controls()).hasSize(3);
    }

    @Test
    void whatWasNotSubscribedToIsCountedAndNotDelivered() {
        SubSocket sub = sub().subscribe("a").subscribe("topic");
        Received<ZmqMessage> received = Received.of(sub.receive(), Long.MAX_VALUE);
        accepted().deliver("a", "b", "abc", "").deliverFrames("topic", "x").deliverFrames("x", "topic");

        assertThat(received.texts()).containsExactly("a", "abc", "x");
        var statistics = harness.await(sub.statistics());
        assertThat(statistics.dropped(DropReason.UNWANTED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(3);
        assertThat(statistics.peers().get(0).messagesReceived()).isEqualTo(3);
    }

    @Test
    void withoutASubscriptionNothingComes() {
        SubSocket sub = sub();
        accepted().deliver("a", "");
        assertThat(harness.await(sub.statistics()).dropped(DropReason.UNWANTED)).isEqualTo(2);
    }

    @Test
    void theEmptyPrefixIsEverything() {
        SubSocket sub = sub().subscribe("");
        accepted().deliver("a", "");
        assertThat(harness.await(sub.statistics()).receiveQueue()).isEqualTo(2);
    }

    @Test
    void afterAReconnectEachDistinctPrefixIsToldOnce() {
        SubSocket sub =
                sub().subscribe("a").subscribe("a").subscribe("b").subscribe("").subscribe("c");
        FakePeer feed = accepted();
        sub.unsubscribe("c");
        harness.settle();
        feed.disconnect();
        sub.subscribe("while away");
        harness.advance(Duration.ofSeconds(1));
        assertThat(accepted().controls()).containsExactlyInAnyOrder("+a", "+b", "+", "+while away");
    }

    @Test
    void fiveThousandTopicsInABurst() {
        List<String> topics = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).toList();
        SubSocket before = sub();
        topics.forEach(before::subscribe);
        FakePeer feed = accepted();
        assertThat(feed.controls()).hasSize(5_000).doesNotHaveDuplicates();

        SubSocket after = harness.zmq().sub().connect(harness.uri("other"));
        FakePeer other = harness.at("other").accept();
        topics.forEach(after::subscribe);
        assertThat(other.controls()).hasSize(5_000).doesNotHaveDuplicates();
        feed.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(accepted().controls()).hasSize(5_000).doesNotHaveDuplicates();
    }

    @Test
    void everyPublisherIsTold() {
        SubSocket sub = sub().connect(harness.uri("second"));
        harness.await(sub.bind(harness.uri("third")));
        FakePeer first = accepted();
        sub.subscribe("x");
        FakePeer second = harness.at("second").accept();
        FakePeer third = harness.at("third").connect();
        sub.subscribe("y");
        for (FakePeer feed : List.of(first, second, third)) {
            assertThat(feed.controls()).containsExactly("+x", "+y");
        }
    }

    @Test
    void connectingTwiceToTheSameEndpointIsOneConnection() {
        sub().connect(harness.uri("feed"));
        assertThat(harness.at("feed").dials()).isEqualTo(1);
    }

    @Test
    void aPrefixIsCopied() {
        byte[] prefix = {'a'};
        SubSocket sub = sub().subscribe(prefix);
        prefix[0] = 'b';
        assertThat(accepted().controls()).containsExactly("+a");
        assertThat(sub).isNotNull();
    }

    @Test
    void aClosedSocketThrowsAtOnce() {
        SubSocket sub = sub();
        sub.close();
        assertThatThrownBy(() -> sub.subscribe("a")).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> sub.unsubscribe("a")).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> sub.connect("fake://x")).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void subscriptionsAreNotHeldUpByAFullPipe() {
        SubSocket sub = harness.zmq()
                .sub(o -> o.receiveHighWaterMark(1))
                .connect(harness.uri("feed"))
                .subscribe("");
        FakePeer feed = accepted().deliver("a", "b", "c");
        assertThat(feed.unread()).isEqualTo(2);
        sub.subscribe("x").unsubscribe("x");
        assertThat(feed.controls()).containsExactly("+", "+x", "-x");
    }
}
