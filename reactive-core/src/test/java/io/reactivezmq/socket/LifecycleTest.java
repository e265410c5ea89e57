package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Binding, waiting for peers, events, statistics, marks that change, and the context. */
class LifecycleTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    // bind

    @Test
    void bindTellsTheResolvedEndpoint() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        Endpoint at = harness.await(pull.bind(harness.uri("*")));
        assertThat(at.uri()).doesNotContain("*");
        assertThat(events.values()).containsExactly(new SocketEvent.Listening(at.uri()));
        harness.at(at).connect().deliver("m");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");

        harness.await(pull.unbind(at));
        assertThat(harness.at(at).isBound()).isFalse();
        assertThat(events.values()).endsWith(new SocketEvent.Closed(at.uri()));
    }

    @Test
    void unbindTakesTheEndpointThatBindWasGivenToo() {
        PullSocket pull = harness.zmq().pull();
        Endpoint at = harness.await(pull.bind(harness.uri("*")));
        harness.await(pull.unbind(harness.uri("*")));
        assertThat(harness.at(at).isBound()).isFalse();
    }

    @Test
    void bindIsColdAndRepeatable() {
        PullSocket pull = harness.zmq().pull();
        var binding = pull.bind(harness.uri("*"));
        assertThat(harness.await(pull.statistics()).peers()).isEmpty();
        assertThat(harness.await(binding)).isNotEqualTo(harness.await(binding));
    }

    @Test
    void aBindThatIsCancelledInBetweenLeavesNothingBound() {
        PullSocket pull = harness.zmq().pull();
        Received.of(pull.bind(harness.uri("here")), 1).cancel();
        assertThat(harness.at("here").isBound()).isFalse();
        assertThat(harness.await(harness.zmq().pull().bind(harness.uri("here"))).uri())
                .isEqualTo(harness.uri("here"));
    }

    @Test
    void aRefusedBindFailsAndTells() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        harness.await(harness.zmq().pull().bind(harness.uri("here")));
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 1);
        harness.settle();
        assertThat(bound.error()).isInstanceOf(BindFailedException.class).hasMessageContaining(harness.uri("here"));
        assertThat(events.values()).singleElement().isInstanceOfSatisfying(SocketEvent.BindFailed.class, event -> {
            assertThat(event.endpoint()).isEqualTo(harness.uri("here"));
            assertThat(event.cause()).isSameAs(bound.error());
        });
    }

    @Test
    void eventsOfAnAcceptedPeer() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        FakePeer peer = harness.at("here").connect();
        peer.disconnect();
        ProtocolException broken = new ProtocolException(ProtocolError.MALFORMED_GREETING, "x");
        harness.at("here").connectBadly(broken);
        String uri = harness.uri("here");
        assertThat(events.values()).hasSize(5);
        assertThat(events.values().get(0)).isEqualTo(new SocketEvent.Accepted(uri, "client#1"));
        assertThat(events.values().get(1)).isEqualTo(new SocketEvent.HandshakeSucceeded(uri, peer.info()));
        assertThat(events.values().get(2)).isInstanceOf(SocketEvent.Disconnected.class);
        assertThat(events.values().get(3)).isEqualTo(new SocketEvent.Accepted(uri, "client#bad"));
        assertThat(events.values().get(4)).isEqualTo(new SocketEvent.HandshakeFailed(uri, "client#bad", broken));
    }

    // awaitPeers

    @Test
    void awaitPeersCountsFinishedHandshakes() {
        PullSocket pull = harness.zmq().pull().connect(harness.uri("there"));
        harness.await(pull.bind(harness.uri("here")));
        Received<Void> one = Received.of(pull.awaitPeers(1), 0);
        Received<Void> two = Received.of(pull.awaitPeers(2), 0);
        Received<Void> givenUp = Received.of(pull.awaitPeers(2), 0);
        harness.settle();
        assertThat(one.isOpen()).isTrue();
        givenUp.cancel();
        FakePeer there = harness.at("there").accept();
        assertThat(one.isCompleted()).isTrue();
        assertThat(two.isOpen()).isTrue();
        harness.at("here").connect();
        assertThat(two.isCompleted()).isTrue();
        assertThat(givenUp.isOpen()).isTrue();
        there.disconnect();
        assertThat(harness.isOver(pull.awaitPeers(1))).isTrue();
        assertThat(harness.isOver(pull.awaitPeers(2))).isFalse();
    }

    // events

    @Test
    void aSlowObserverLosesTheOldestEventsAndHoldsUpNothing() {
        PullSocket pull = harness.zmq().pull(o -> o.eventBuffer(4));
        harness.await(pull.bind(harness.uri("here")));
        Received<SocketEvent> slow = Received.of(pull.events(), 1);
        Received<SocketEvent> fast = Received.of(pull.events(), Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            harness.at("here").connect();
        }
        assertThat(fast.count()).isEqualTo(20);
        assertThat(slow.values()).containsExactly(new SocketEvent.Accepted(harness.uri("here"), "client#1"));
        slow.request(Long.MAX_VALUE);
        harness.settle();
        assertThat(slow.values()).hasSize(5);
        assertThat(slow.values().subList(1, 5)).isEqualTo(fast.values().subList(16, 20));
    }

    @Test
    void anObserverThatThrowsHarmsNoOther() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        List<Throwable> told = new ArrayList<>();
        pull.events().subscribe(new reactor.core.CoreSubscriber<>() {
            @Override
            public void onSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(SocketEvent event) {
                throw new IllegalStateException("observer");
            }

            @Override
            public void onError(Throwable cause) {
                told.add(cause);
            }

            @Override
            public void onComplete() {}
        });
        FakePeer peer = harness.at("here").connect().deliver("m");
        assertThat(peer.isUp()).isTrue();
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");
        assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingASocketInsideAnEventWorks() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        pull.events().ofType(SocketEvent.HandshakeSucceeded.class).subscribe(event -> pull.close());
        FakePeer peer = harness.at("here").connect();
        assertThat(peer.isUp()).isFalse();
    }

    // statistics

    @Test
    void statisticsCountWhatWentThrough() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("out")));
        FakePeer sink = harness.at("out").connect();
        for (int i = 0; i < 5; i++) {
            harness.await(push.send("m" + i));
        }
        sink.take(3);
        harness.run(() -> sink.rawPipe().bytesSent(300));
        var sent = harness.await(push.statistics());
        assertThat(sent.messagesSent()).isEqualTo(3);
        assertThat(sent.bytesSent()).isEqualTo(300);
        assertThat(sent.sendQueue()).isEqualTo(2);
        assertThat(sent.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.peer()).isSameAs(sink.info());
            assertThat(peer.endpoint()).isEqualTo(harness.uri("out"));
            assertThat(peer.messagesSent()).isEqualTo(3);
            assertThat(peer.sendQueue()).isEqualTo(2);
        });

        PullSocket pull = harness.zmq().pull().connect(harness.uri("in"));
        assertThat(harness.await(pull.statistics()).peers())
                .singleElement()
                .extracting(PeerStatistics::peer)
                .isNull();
        FakePeer source = harness.at("in").accept().deliver("a", "b", "c");
        harness.run(() -> source.rawPipe().bytesReceived(33));
        harness.await(pull.receiveOne());
        var received = harness.await(pull.statistics());
        assertThat(received.messagesReceived()).isEqualTo(3);
        assertThat(received.bytesReceived()).isEqualTo(33);
        assertThat(received.receiveQueue()).isEqualTo(2);
        assertThat(received.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.peer()).isSameAs(source.info());
            assertThat(peer.receiveQueue()).isEqualTo(2);
            assertThat(peer.sendQueue()).isZero();
        });
    }

    @Test
    void statisticsOfPeersThatAreGoneStay() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("out")));
        for (int i = 0; i < 3; i++) {
            FakePeer sink = harness.at("out").connect();
            harness.await(push.send("m"));
            sink.take(1);
            harness.run(() -> sink.rawPipe().bytesSent(10));
            sink.disconnect();
        }
        var statistics = harness.await(push.statistics());
        assertThat(statistics.messagesSent()).isEqualTo(3);
        assertThat(statistics.bytesSent()).isEqualTo(30);
        assertThat(statistics.peers()).isEmpty();
        harness.await(push.close());
        assertThat(harness.await(push.statistics()).messagesSent()).isEqualTo(3);
    }

    // high-water marks

    @Test
    void aHigherMarkIsMoreDemandALowerOneLess() {
        PushSocket push = harness.zmq().push(o -> o.sendHighWaterMark(10)).connect(harness.uri("sink"));
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        push.highWaterMarks(30, 0);
        harness.settle();
        assertThat(source.requested()).isEqualTo(30);
        source.emitAll();
        harness.settle();

        push.highWaterMarks(4, 0);
        FakePeer sink = harness.at("sink").accept();
        sink.take(20);
        assertThat(source.requested()).isEqualTo(30);
        sink.take(6);
        assertThat(source.requested()).isEqualTo(30);
        sink.take(2);
        assertThat(source.requested()).isEqualTo(32);
        source.emitAll();
        assertThat(sink.takeTexts()).hasSize(4);
    }

    @Test
    void aNewMarkHoldsForAConnectionMadeInTheSameBreath() {
        PushSocket push = harness.zmq().push().highWaterMarks(7, 7).connect(harness.uri("sink"));
        Source source = Source.named("m");
        push.send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(7);
        assertThatThrownBy(() -> push.highWaterMarks(-1, 0)).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void aHigherReceiveMarkLetsTheLinkReadOn() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(2)).connect(harness.uri("source"));
        FakePeer source = harness.at("source").accept().deliver("a", "b", "c", "d", "e");
        assertThat(source.unread()).isEqualTo(3);
        pull.highWaterMarks(0, 8);
        assertThat(source.unread()).isZero();
    }

    @Test
    void aConflatingSocketKeepsTheNewest() {
        PullSocket pull = harness.zmq().pull(o -> o.conflate(true)).connect(harness.uri("source"));
        harness.at("source").accept().deliver("a", "b", "c");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(1);
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("c");

        PushSocket push = harness.zmq().push(o -> o.conflate(true)).connect(harness.uri("sink"));
        for (String text : List.of("a", "b", "c")) {
            harness.await(push.send(text));
        }
        Received<Void> flushed = Received.of(push.flush(), 0);
        harness.settle();
        assertThat(flushed.isOpen()).isTrue();
        assertThat(harness.at("sink").accept().takeTexts()).containsExactly("c");
        assertThat(flushed.isCompleted()).isTrue();
    }

    @Test
    void ofEachTopicTheNewestIsKeptInItsPlace() {
        PullSocket pull = harness.zmq()
                .pull(o -> o.conflateByTopic(true).receiveHighWaterMark(3))
                .connect(harness.uri("source"));
        FakePeer source = harness.at("source").accept();
        for (String price : List.of("a 1", "b 1", "a 2", "b 2", "a 3")) {
            source.deliverFrames(price.split(" "));
        }
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(2);
        assertThat(harness.await(pull.receiveOne())).isEqualTo(ZmqMessage.of("a", "3"));
        source.deliverFrames("a", "4");
        assertThat(harness.await(pull.receiveOne())).isEqualTo(ZmqMessage.of("b", "2"));
        assertThat(harness.await(pull.receiveOne())).isEqualTo(ZmqMessage.of("a", "4"));
        assertThat(harness.await(pull.statistics()).drops()).isEmpty();

        // The mark counts topics, and holds the peer up.
        source.deliver("x", "y", "z", "one too many");
        assertThat(source.unread()).isEqualTo(1);
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("x");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("y");
        assertThat(source.unread()).isZero();
        harness.await(pull.close());
        assertThat(harness.await(pull.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(2);
    }

    // The context.

    @Test
    void aClosedContextClosesItsSocketsAndMakesNoMore() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        SubSocket sub = harness.zmq().sub().connect(harness.uri("feed"));
        FakePeer sink = harness.at("sink").accept();
        FakePeer feed = harness.at("feed").accept();
        harness.await(push.send("last words"));
        Received<ZmqMessage> received = Received.of(sub.receive(), 1);
        Received<Void> closed = Received.of(harness.zmq().close(), 0);
        harness.settle();

        assertThat(harness.zmq().isClosed()).isTrue();
        assertThat(sub.isClosed()).isTrue();
        assertThat(received.isCompleted()).isTrue();
        assertThat(feed.isUp()).isFalse();
        assertThat(closed.isOpen()).isTrue();
        assertThat(sink.takeTexts()).containsExactly("last words");
        assertThat(closed.isCompleted()).isTrue();
        assertThat(harness.isOver(harness.zmq().close())).isTrue();
        assertThatThrownBy(() -> harness.zmq().push()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void aClosedSocketIsNotSaidToBeUnknownAtItsEndpoints() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        push.close();
        harness.settle();
        assertThatThrownBy(() -> push.disconnect(harness.uri("sink"))).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void socketsHaveNames() {
        PushSocket push = harness.zmq().push();
        assertThat(push).hasToString("push#1");
        push.close();
        harness.settle();
        assertThatThrownBy(() -> push.trySend(ZmqMessage.of("m"))).hasMessageContaining("push#1");
    }
}
