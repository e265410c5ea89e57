package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakeAddress;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application ends connections, picked by what is known of their peers. */
class DisconnectPeersTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    static ZmqSocket<?> socket(ZmqContext zmq, SocketType type) {
        return switch (type) {
            case PAIR -> zmq.pair();
            case PUB -> zmq.pub();
            case SUB -> zmq.sub();
            case REQ -> zmq.req();
            case REP -> zmq.rep();
            case DEALER -> zmq.dealer();
            case ROUTER -> zmq.router();
            case PULL -> zmq.pull();
            case PUSH -> zmq.push();
            case XPUB -> zmq.xpub();
            case XSUB -> zmq.xsub();
            case STREAM -> zmq.stream();
            case SERVER -> zmq.server();
            case CLIENT -> zmq.client();
            case RADIO -> zmq.radio();
            case DISH -> zmq.dish();
            case GATHER -> zmq.gather();
            case SCATTER -> zmq.scatter();
            case DGRAM -> zmq.dgram();
            case PEER -> zmq.peer();
            case CHANNEL -> zmq.channel();
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DGRAM", "STREAM"})
    void onEveryTypeAPickedPeerGoesAndTheEventTellsWhy(SocketType type) {
        ZmqSocket<?> socket = socket(harness.zmq(), type);
        Received<SocketEvent> events = Received.of(socket.events(), Long.MAX_VALUE);
        harness.await(socket.bind(harness.uri("here")));
        boolean onlyOne = type == SocketType.PAIR || type == SocketType.CHANNEL;
        FakePeer other = onlyOne ? null : harness.at("here").connect();
        FakePeer picked = harness.at("here").connect();
        PeerInfo peer = picked.info();

        assertThat(harness.await(socket.disconnectPeers(candidate -> candidate == peer)))
                .isEqualTo(1);

        assertThat(picked.closedBy()).isInstanceOf(PeerRefusedException.class).hasMessageContaining("this side");
        assertThat(events.values())
                .filteredOn(SocketEvent.Disconnected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    SocketEvent.Disconnected disconnected = (SocketEvent.Disconnected) event;
                    assertThat(disconnected.peer()).isSameAs(peer);
                    assertThat(disconnected.cause()).isSameAs(picked.closedBy());
                });
        assertThat(other == null || other.isUp()).isTrue();
        assertThat(harness.await(socket.statistics()).peers()).hasSize(onlyOne ? 0 : 1);
        assertThat(harness.at("here").connect().isUp())
                .as("a newcomer is welcome")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DGRAM", "STREAM"})
    void onEveryTypeAConnectedEndpointIsGivenUpWithItsPeer(SocketType type) {
        ZmqSocket<?> socket = socket(harness.zmq(), type);
        Received<SocketEvent> events = Received.of(socket.events(), Long.MAX_VALUE);
        socket.connect(harness.uri("there"));
        FakePeer peer = harness.at("there").accept();

        assertThat(harness.await(socket.disconnectPeers(candidate -> true))).isEqualTo(1);

        assertThat(peer.isUp()).isFalse();
        harness.advance(Duration.ofMinutes(1));
        assertThat(harness.at("there").isDialed()).isFalse();
        assertThat(events.values())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "HandshakeSucceeded", "Disconnected", "Closed");
        assertThatThrownBy(() -> socket.disconnect(harness.uri("there")))
                .isInstanceOf(io.reactivezmq.error.UnknownEndpointException.class);
        socket.connect(harness.uri("there"));
        assertThat(harness.at("there").isDialed()).isTrue();
    }

    @Test
    void noPeerIsDisconnectedWhenNoneMatches() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect();
        assertThat(harness.await(pull.disconnectPeers(candidate -> false))).isZero();
        assertThat(peer.isUp()).isTrue();
    }

    @Test
    void manyPeersAreLookedAtInSlices() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        List<FakePeer> peers = IntStream.range(0, 1000)
                .mapToObj(i -> harness.at("here").connect("" + i))
                .toList();
        List<Integer> looked = new ArrayList<>();
        List<Integer> between = new ArrayList<>();
        CompletableFuture<Integer> outcome = pull.disconnectPeers(peer -> {
                    looked.add(1);
                    return Integer.parseInt(new String(peer.announcedId())) % 2 == 0;
                })
                .toFuture();
        // What another task of the loop sees each time it has a turn.
        harness.loop().executeLater(new Runnable() {
            @Override
            public void run() {
                between.add(looked.size());
                if (looked.size() < 1000) {
                    harness.loop().executeLater(this);
                }
            }
        });
        harness.settle();
        assertThat(outcome).isCompletedWithValue(500);
        assertThat(between).as("turns of others in the meantime").hasSizeGreaterThan(10);
        assertThat(peers).filteredOn(FakePeer::isUp).hasSize(500);
    }

    @Test
    void whatThePredicateThrowsIsTheCallersAlone() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        FakePeer first = harness.at("here").connect();
        FakePeer second = harness.at("here").connect();
        for (Throwable thrown : List.of(
                new IllegalStateException("predicate"), new NoClassDefFoundError("x"), new StackOverflowError())) {
            CompletableFuture<Integer> outcome =
                    pull.disconnectPeers(peer -> sneak(thrown)).toFuture();
            harness.settle();
            assertThat(outcome).isCompletedExceptionally();
            assertThatThrownBy(outcome::join).hasCause(thrown);
        }
        assertThat(first.isUp()).isTrue();
        assertThat(second.isUp()).isTrue();
        first.deliver("still heard");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("still heard");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable, T> T sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void thePredicateMayCloseTheSocket() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        IntStream.range(0, 200).forEach(i -> harness.at("here").connect());
        CompletableFuture<Integer> outcome = pull.disconnectPeers(peer -> {
                    pull.close();
                    return true;
                })
                .toFuture();
        harness.settle();
        assertThat(outcome).isCompletedExceptionally();
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(SocketClosedException.class);
        assertThat(pull.isClosed()).isTrue();
        assertThatThrownBy(() -> harness.await(pull.disconnectPeers(peer -> true)))
                .isInstanceOf(SocketClosedException.class);
    }

    @Test
    void whenItIsCanceledNoOtherPeerIsTested() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        List<FakePeer> peers = IntStream.range(0, 100)
                .mapToObj(i -> harness.at("here").connect())
                .toList();
        reactor.core.Disposable[] asking = new reactor.core.Disposable[1];
        harness.run(() -> asking[0] = pull.disconnectPeers(peer -> {
                    if (asking[0] != null) {
                        asking[0].dispose();
                    }
                    return true;
                })
                .subscribe());
        harness.settle();
        assertThat(peers).filteredOn(FakePeer::isUp).hasSizeBetween(1, 99);
    }

    @Test
    void whatWasAcceptedIsSentWithinTheLingerTime() {
        RouterSocket router = harness.zmq().router(o -> o.linger(Duration.ofSeconds(2)));
        harness.await(router.bind(harness.uri("here")));
        FakePeer quick = harness.at("here").connect("quick").holdFlushes();
        FakePeer stalled = harness.at("here").connect("stalled");
        harness.await(router.send(ZmqMessage.of("quick", "last words")));
        harness.await(router.send(ZmqMessage.of("stalled", "unread")));

        CompletableFuture<Integer> outcome =
                router.disconnectPeers(peer -> true).toFuture();
        harness.settle();
        harness.await(router.send(ZmqMessage.of("quick", "too late")));
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNROUTABLE))
                .isEqualTo(1);
        quick.deliver("heard");
        assertThat(harness.await(router.receiveOne())).isEqualTo(ZmqMessage.of("quick", "heard"));
        assertThat(quick.takeTexts()).containsExactly("last words");
        quick.releaseFlushes();
        harness.settle();
        assertThat(quick.isUp()).isFalse();
        assertThat(stalled.isUp()).isTrue();
        assertThat(outcome).isNotDone();

        FakePeer successor = harness.at("here").connect("stalled");
        assertThat(successor.isUp()).as("the id is free").isTrue();
        harness.advance(Duration.ofSeconds(2));
        assertThat(stalled.isUp()).isFalse();
        assertThat(outcome).isCompletedWithValue(2);
        harness.await(router.to(RoutingId.of("stalled")).send("to the new one"));
        assertThat(successor.takeTexts()).containsExactly("to the new one");
        assertThat(harness.await(router.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void aShorterTimeHastensThoseThatLingerAlready() {
        PubSocket pub = harness.zmq().pub();
        harness.await(pub.bind(harness.uri("here")));
        FakePeer stalled = harness.at("here").connect().subscribe("");
        harness.await(pub.send("unread"));
        CompletableFuture<Integer> patient = pub.disconnectPeers(peer -> true).toFuture();
        harness.settle();
        assertThat(patient).isNotDone();
        assertThat(harness.await(pub.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        harness.settle();
        assertThat(stalled.isUp()).isFalse();
        assertThat(patient).isCompletedWithValue(1);
        assertThat(harness.timers()).isZero();
        assertThatThrownBy(() -> pub.disconnectPeers(peer -> true, Duration.ofMillis(-1)))
                .isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void aPublisherWaitsForAPickedSubscriberNoMoreAndSendsItNothingNew() {
        PubSocket pub = harness.zmq().pub(o -> o.onFull(OnFull.BACKPRESSURE).sendHighWaterMark(2));
        harness.await(pub.bind(harness.uri("here")));
        FakePeer stalled = harness.at("here").connect().subscribe("");
        FakePeer live = harness.at("here").connect().subscribe("").reading();
        PeerInfo slow = stalled.info();
        Received<Void> sending = Received.of(pub.send(Flux.range(0, 10).map(i -> ZmqMessage.of("" + i))), 1);
        harness.settle();
        assertThat(sending.isOpen()).isTrue();
        pub.disconnectPeers(peer -> peer == slow).subscribe();
        harness.settle();
        assertThat(sending.isCompleted()).isTrue();
        assertThat(live.gotTexts()).hasSize(10);
        assertThat(stalled.takeTexts()).containsExactly("0", "1");
    }

    @Test
    void whatIsLeftInAPushGoesToOthers() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer banned = harness.at("here").connect();
        harness.await(push.send("a"));
        harness.await(push.send("b"));
        assertThat(harness.await(push.disconnectPeers(peer -> true, Duration.ZERO)))
                .isEqualTo(1);
        assertThat(banned.isUp()).isFalse();
        FakePeer other = harness.at("here").connect();
        assertThat(other.takeTexts()).containsExactly("a", "b");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
    }

    @Test
    void whatIsLeftInAPushGoesToOthersTooWhenThePickedPeerLeavesFirst() {
        PushSocket push = harness.zmq().push();
        harness.await(push.bind(harness.uri("here")));
        FakePeer banned = harness.at("here").connect();
        harness.await(push.send("a"));
        CompletableFuture<Integer> outcome = push.disconnectPeers(peer -> true).toFuture();
        harness.settle();
        assertThat(outcome).isNotDone();
        banned.disconnect();
        assertThat(outcome).isCompletedWithValue(1);
        assertThat(harness.at("here").connect().takeTexts()).containsExactly("a");
        assertThat(harness.await(push.statistics()).dropped()).isZero();
        assertThat(harness.timers()).isZero();
    }

    @Test
    void aRouterAndAStreamDisconnectOneByItsId() {
        RouterSocket router = harness.zmq().router();
        harness.await(router.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect("a");
        FakePeer other = harness.at("here").connect("b");
        Received<Void> waiting = Received.of(
                router.to(RoutingId.of("a"))
                        .send(Flux.range(0, 2000).map(i -> ZmqMessage.of("" + i)))
                        .flux(),
                1);
        harness.settle();
        router.disconnectPeer(RoutingId.of("a"));
        harness.settle();
        assertThat(waiting.error()).isInstanceOf(PeerLostException.class);
        assertThatThrownBy(() -> router.disconnectPeer(RoutingId.of("a"))).isInstanceOf(UnroutableException.class);
        peer.takeAll();
        harness.settle();
        assertThat(peer.isUp()).isFalse();
        assertThat(other.isUp()).isTrue();
        StreamSocket stream = harness.zmq().stream();
        assertThatThrownBy(() -> stream.disconnectPeer(RoutingId.of("none"))).isInstanceOf(UnroutableException.class);
    }

    @Test
    void withinAContextTheOtherSideLearnsOfIt() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind("inproc://here"));
        PushSocket push = harness.zmq().push().connect("inproc://here");
        harness.await(push.awaitPeers(1));
        Received<SocketEvent> events = Received.of(push.events(), Long.MAX_VALUE);
        assertThat(harness.await(pull.disconnectPeers(peer -> true))).isEqualTo(1);
        harness.settle();
        assertThat(events.values()).hasAtLeastOneElementOfType(SocketEvent.Disconnected.class);
    }

    @Test
    void aPeerInItsHandshakeDoesNotSlipThroughAndOneThatComesLaterIsWelcome() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        harness.await(pull.bind(harness.uri("here")));
        FakeAddress here = harness.at("here");
        String early = here.beginHandshake();
        String other = here.beginHandshake();
        assertThat(harness.await(pull.disconnectPeers(peer -> "bad".equals(new String(peer.announcedId())))))
                .isZero();
        String late = here.beginHandshake();
        assertThat(here.finishHandshake(early, "bad").refusal()).isInstanceOf(PeerRefusedException.class);
        assertThat(here.finishHandshake(other, "good").isUp()).isTrue();
        assertThat(here.finishHandshake(late, "bad").isUp()).isTrue();
        assertThat(events.values())
                .filteredOn(SocketEvent.HandshakeFailed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aConnectionThatIsTurnedAwayLetsNoExcludedPeerOfTheSameAddressIn() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        harness.at("here").beginHandshake("");
        harness.await(pull.disconnectPeers(peer -> true));
        harness.at("here").refuseConnection("", new PeerRefusedException("", "too many connections"));
        assertThat(harness.at("here").finishHandshake("", "").refusal()).isInstanceOf(PeerRefusedException.class);
        assertThat(harness.at("here").connect().isUp()).isTrue();
    }

    @Test
    void whatThePredicateThrowsOfANewcomerKeepsItOut() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        String early = harness.at("here").beginHandshake();
        harness.await(pull.disconnectPeers(peer -> sneak(new NoClassDefFoundError("x"))));
        assertThat(harness.at("here").finishHandshake(early, "").refusal()).isNotNull();
        assertThat(harness.droppedErrors()).singleElement().isInstanceOf(NoClassDefFoundError.class);
        assertThat(harness.at("here").connect().isUp()).isTrue();
    }

    @Test
    void closingInAHurryEndsARepWhosePeerIsBeingDisconnectedAndWaitsForAnAnswer() {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(request -> Mono.never()).subscribe();
        FakePeer asker = harness.at("here").connect();
        asker.deliver(ZmqMessage.of("", "question"));
        CompletableFuture<Integer> first = rep.disconnectPeers(peer -> true).toFuture();
        harness.settle();
        assertThat(first).isNotDone();
        CompletableFuture<Integer> second =
                rep.disconnectPeers(peer -> true, Duration.ofSeconds(5)).toFuture();
        harness.settle();
        harness.await(rep.close(Duration.ZERO));
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(harness.timers()).isZero();
    }
}
