package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.ServerOptions;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** SERVER and PEER: peers by number. */
class NumberedPeersTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private ServerSocket server(Consumer<ServerOptions> options) {
        ServerSocket server = harness.zmq().server(options);
        harness.await(server.bind(harness.uri("here")));
        return server;
    }

    private RoutingId idOf(FakePeer peer) {
        return RoutingId.of(peer.info());
    }

    @Test
    void eachPeerHasANumberThatIsNotZeroAndAnswersGoByIt() {
        ServerSocket server = server(o -> {});
        Set<RoutingId> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            FakePeer client = harness.at("here").connect().deliver("m");
            ZmqMessage message = harness.await(server.receiveOne());
            assertThat(message.frameCount()).isEqualTo(2);
            RoutingId id = RoutingId.of(message);
            assertThat(id.bytes()).hasSize(4).isNotEqualTo(new byte[4]);
            assertThat(id).isEqualTo(idOf(client));
            assertThat(ids.add(id)).isTrue();
            harness.await(server.send(id.address(ZmqMessage.of("back"))));
            assertThat(client.takeAll()).containsExactly(ZmqMessage.of("back"));
        }
    }

    @Test
    void whatAPeerAnnouncesIsNotItsId() {
        server(o -> {});
        FakePeer client = harness.at("here").connect("alice");
        assertThat(client.info().announcedId()).asString().isEqualTo("alice");
        assertThat(client.info().routingId()).hasSize(4);
    }

    @Test
    void aMessageToAnUnknownPeerAndOneToAFullPeerAreErrors() {
        ServerSocket server = server(o -> o.sendHighWaterMark(2));
        FakePeer client = harness.at("here").connect();
        RoutingId id = idOf(client);
        assertThatThrownBy(() -> harness.await(server.send(ZmqMessage.of("unknown", "m"))))
                .isInstanceOf(UnroutableException.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> harness.await(server.send(ZmqMessage.of("", "m"))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> harness.await(server.send(ZmqMessage.of("x".repeat(300), "m"))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> harness.await(server.send("no id")))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("SERVER");
        harness.await(server.send(id.address(ZmqMessage.of("1"))));
        harness.await(server.send(id.address(ZmqMessage.of("2"))));
        assertThatThrownBy(() -> harness.await(server.send(id.address(ZmqMessage.of("3")))))
                .isInstanceOf(PeerFullException.class);
        assertThat(client.takeTexts()).containsExactly("1", "2");
        harness.await(server.send(id.address(ZmqMessage.of("4"))));
        assertThat(client.takeTexts()).containsExactly("4");
    }

    @Test
    void aSenderToOnePeerHasThatPeersRoomAsDemand() {
        ServerSocket server = server(o -> o.sendHighWaterMark(8));
        FakePeer slow = harness.at("here").connect();
        FakePeer other = harness.at("here").connect();
        Source source = Source.named("m");
        server.to(idOf(slow)).send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isEqualTo(8);
        harness.call(source::emitAll);
        harness.await(server.to(idOf(other)).send("unhindered"));
        assertThat(other.takeTexts()).containsExactly("unhindered");
        assertThat(slow.take(4)).hasSize(4);
        harness.settle();
        assertThat(source.requested()).isEqualTo(12);
    }

    @Test
    void aSenderToOnePeerTakesOneFrameOnly() {
        ServerSocket server = server(o -> {});
        FakePeer client = harness.at("here").connect();
        assertThatThrownBy(() -> harness.await(server.to(idOf(client)).send(ZmqMessage.of("a", "b"))))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("SERVER");
        assertThatThrownBy(() -> harness.await(server.to(RoutingId.of("none")).send("m")))
                .isInstanceOf(UnroutableException.class);
    }

    @Test
    void aSenderThatWaitsForAPeerThatLeavesFails() {
        ServerSocket server = server(o -> o.sendHighWaterMark(1));
        FakePeer client = harness.at("here").connect();
        Mono<Void> all = server.to(idOf(client)).send(Flux.just("a", "b").map(ZmqMessage::of));
        Received<Void> outcome = Received.of(all.flux(), 1);
        harness.settle();
        client.disconnect();
        harness.settle();
        assertThat(outcome.error()).isInstanceOf(PeerLostException.class);
        assertThat(harness.await(server.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(1);
    }

    @Test
    void disconnectingAPeerSendsWhatWasAcceptedAndThenNothing() {
        ServerSocket server = server(o -> {});
        FakePeer client = harness.at("here").connect().holdFlushes();
        FakePeer other = harness.at("here").connect();
        RoutingId id = idOf(client);
        harness.await(server.to(id).send("last words"));
        server.disconnectPeer(id);
        harness.settle();
        assertThat(client.isUp()).isTrue();
        assertThatThrownBy(() -> harness.await(server.send(id.address(ZmqMessage.of("m")))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> harness.await(server.to(id).send("m"))).isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> server.disconnectPeer(id)).isInstanceOf(UnroutableException.class);
        assertThat(client.takeTexts()).containsExactly("last words");
        client.releaseFlushes();
        harness.settle();
        assertThat(client.isUp()).isFalse();
        harness.await(server.to(idOf(other)).send("still here"));
        assertThat(other.takeTexts()).containsExactly("still here");
    }

    @Test
    void aPeerThatDoesNotReadIsDisconnectedAtTheEndOfTheLingerTime() {
        ServerSocket server = server(o -> o.linger(Duration.ofSeconds(2)));
        FakePeer client = harness.at("here").connect();
        harness.await(server.to(idOf(client)).send("unread"));
        server.disconnectPeer(idOf(client));
        harness.advance(Duration.ofSeconds(1));
        assertThat(client.isUp()).isTrue();
        harness.advance(Duration.ofSeconds(1));
        assertThat(client.isUp()).isFalse();
        assertThat(harness.await(server.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void aConnectedPeerHasItsNumberAtOnceAndKeepsIt() {
        PeerSocket peer = harness.zmq().peer();
        RoutingId bob = peer.connectPeer(harness.uri("bob"));
        assertThat(bob.bytes()).hasSize(4);
        harness.await(peer.send(bob.address(ZmqMessage.of("early"))));
        harness.await(peer.to(bob).send("too"));
        FakePeer first = harness.at("bob").accept().deliver("hello");
        assertThat(first.takeTexts()).containsExactly("early", "too");
        assertThat(harness.await(peer.receiveOne())).isEqualTo(bob.address(ZmqMessage.of("hello")));
        assertThat(idOf(first)).isEqualTo(bob);
        first.disconnect();
        harness.await(peer.to(bob).send("while away"));
        harness.advance(Duration.ofSeconds(1));
        FakePeer second = harness.at("bob").accept();
        assertThat(second.takeTexts()).containsExactly("while away");
        assertThat(idOf(second)).isEqualTo(bob);
    }

    @Test
    void twoConnectionsToOneEndpointAreTwoPeersAndOneIsDisconnectedAlone() {
        PeerSocket peer = harness.zmq().peer();
        Received<SocketEvent> closed =
                Received.of(peer.events().ofType(SocketEvent.Closed.class).cast(SocketEvent.class), Long.MAX_VALUE);
        RoutingId one = peer.connectPeer(harness.uri("bob"));
        RoutingId two = peer.connectPeer(harness.uri("bob"));
        assertThat(one).isNotEqualTo(two);
        FakePeer first = harness.at("bob").accept();
        FakePeer second = harness.at("bob").accept();
        peer.disconnectPeer(one);
        harness.advance(Duration.ofSeconds(5));
        assertThat(first.isUp()).isFalse();
        assertThat(harness.at("bob").isDialed()).isFalse();
        assertThat(closed.values()).hasSize(1);
        harness.await(peer.to(two).send("m"));
        assertThat(second.takeTexts()).containsExactly("m");
        peer.disconnect(harness.uri("bob"));
        harness.settle();
        assertThat(second.isUp()).isFalse();
        assertThatThrownBy(() -> harness.await(peer.to(two).send("m"))).isInstanceOf(UnroutableException.class);
    }

    @Test
    void afterTheEndNoPeerIsDisconnected() {
        ServerSocket server = server(o -> {});
        RoutingId id = idOf(harness.at("here").connect());
        harness.await(server.close());
        assertThatThrownBy(() -> server.disconnectPeer(id)).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void peersTalkToEachOtherWithinAContext() {
        PeerSocket alice = harness.zmq().peer();
        harness.await(alice.bind("inproc://alice"));
        PeerSocket bob = harness.zmq().peer();
        RoutingId id = bob.connectPeer("inproc://alice");
        harness.await(bob.send(id.address(ZmqMessage.of("hello"))));
        ZmqMessage hello = harness.await(alice.receiveOne());
        assertThat(hello.text()).isEqualTo("hello");
        harness.await(alice.to(RoutingId.of(hello)).send("hello back"));
        assertThat(harness.await(bob.receiveOne())).isEqualTo(id.address(ZmqMessage.of("hello back")));
    }
}
