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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private ServerSocket server(Consumer<ServerOptions> options) {
        ServerSocket server = stage.zmq().server(options);
        stage.await(server.bind(stage.uri("here")));
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
            FakePeer client = stage.at("here").connect().deliver("m");
            ZmqMessage message = stage.await(server.receiveOne());
            assertThat(message.frameCount()).isEqualTo(2);
            RoutingId id = RoutingId.of(message);
            assertThat(id.bytes()).hasSize(4).isNotEqualTo(new byte[4]);
            assertThat(id).isEqualTo(idOf(client));
            assertThat(ids.add(id)).isTrue();
            stage.await(server.send(id.address(ZmqMessage.of("back"))));
            assertThat(client.takeAll()).containsExactly(ZmqMessage.of("back"));
        }
    }

    @Test
    void whatAPeerAnnouncesIsNotItsId() {
        server(o -> {});
        FakePeer client = stage.at("here").connect("alice");
        assertThat(client.info().announcedId()).asString().isEqualTo("alice");
        assertThat(client.info().routingId()).hasSize(4);
    }

    @Test
    void aMessageToNobodyAndOneToAFullPeerAreErrors() {
        ServerSocket server = server(o -> o.sendHighWaterMark(2));
        FakePeer client = stage.at("here").connect();
        RoutingId id = idOf(client);
        assertThatThrownBy(() -> stage.await(server.send(ZmqMessage.of("unknown", "m"))))
                .isInstanceOf(UnroutableException.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> stage.await(server.send(ZmqMessage.of("", "m"))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> stage.await(server.send(ZmqMessage.of("x".repeat(300), "m"))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> stage.await(server.send("no id")))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("SERVER");
        stage.await(server.send(id.address(ZmqMessage.of("1"))));
        stage.await(server.send(id.address(ZmqMessage.of("2"))));
        assertThatThrownBy(() -> stage.await(server.send(id.address(ZmqMessage.of("3")))))
                .isInstanceOf(PeerFullException.class);
        assertThat(client.takeTexts()).containsExactly("1", "2");
        stage.await(server.send(id.address(ZmqMessage.of("4"))));
        assertThat(client.takeTexts()).containsExactly("4");
    }

    @Test
    void aSenderToOnePeerHasThatPeersRoomAsDemand() {
        ServerSocket server = server(o -> o.sendHighWaterMark(8));
        FakePeer slow = stage.at("here").connect();
        FakePeer other = stage.at("here").connect();
        Source source = Source.named("m");
        server.to(idOf(slow)).send(source).subscribe();
        stage.settle();
        assertThat(source.requested()).isEqualTo(8);
        stage.call(source::emitAll);
        stage.await(server.to(idOf(other)).send("unhindered"));
        assertThat(other.takeTexts()).containsExactly("unhindered");
        assertThat(slow.take(4)).hasSize(4);
        stage.settle();
        assertThat(source.requested()).isEqualTo(12);
    }

    @Test
    void aSenderToOnePeerTakesOneFrameOnly() {
        ServerSocket server = server(o -> {});
        FakePeer client = stage.at("here").connect();
        assertThatThrownBy(() -> stage.await(server.to(idOf(client)).send(ZmqMessage.of("a", "b"))))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("SERVER");
        assertThatThrownBy(() -> stage.await(server.to(RoutingId.of("none")).send("m")))
                .isInstanceOf(UnroutableException.class);
    }

    @Test
    void whoeverWaitsForAPeerThatLeavesIsTold() {
        ServerSocket server = server(o -> o.sendHighWaterMark(1));
        FakePeer client = stage.at("here").connect();
        Mono<Void> all = server.to(idOf(client)).send(Flux.just("a", "b").map(ZmqMessage::of));
        Received<Void> outcome = Received.of(all.flux(), 1);
        stage.settle();
        client.disconnect();
        stage.settle();
        assertThat(outcome.error()).isInstanceOf(PeerLostException.class);
        assertThat(stage.await(server.statistics()).dropped(DropReason.PEER_GONE))
                .isEqualTo(1);
    }

    @Test
    void disconnectingAPeerSendsWhatWasAcceptedAndThenNothing() {
        ServerSocket server = server(o -> {});
        FakePeer client = stage.at("here").connect().holdFlushes();
        FakePeer other = stage.at("here").connect();
        RoutingId id = idOf(client);
        stage.await(server.to(id).send("last words"));
        server.disconnectPeer(id);
        stage.settle();
        assertThat(client.isUp()).isTrue();
        assertThatThrownBy(() -> stage.await(server.send(id.address(ZmqMessage.of("m")))))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> stage.await(server.to(id).send("m"))).isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> server.disconnectPeer(id)).isInstanceOf(UnroutableException.class);
        assertThat(client.takeTexts()).containsExactly("last words");
        client.releaseFlushes();
        stage.settle();
        assertThat(client.isUp()).isFalse();
        stage.await(server.to(idOf(other)).send("still here"));
        assertThat(other.takeTexts()).containsExactly("still here");
    }

    @Test
    void aPeerThatDoesNotReadIsDisconnectedAtTheEndOfTheLingerTime() {
        ServerSocket server = server(o -> o.linger(Duration.ofSeconds(2)));
        FakePeer client = stage.at("here").connect();
        stage.await(server.to(idOf(client)).send("unread"));
        server.disconnectPeer(idOf(client));
        stage.advance(Duration.ofSeconds(1));
        assertThat(client.isUp()).isTrue();
        stage.advance(Duration.ofSeconds(1));
        assertThat(client.isUp()).isFalse();
        assertThat(stage.await(server.statistics()).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void aConnectedPeerHasItsNumberAtOnceAndKeepsIt() {
        PeerSocket peer = stage.zmq().peer();
        RoutingId bob = peer.connectPeer(stage.uri("bob"));
        assertThat(bob.bytes()).hasSize(4);
        stage.await(peer.send(bob.address(ZmqMessage.of("early"))));
        stage.await(peer.to(bob).send("too"));
        FakePeer first = stage.at("bob").accept().deliver("hello");
        assertThat(first.takeTexts()).containsExactly("early", "too");
        assertThat(stage.await(peer.receiveOne())).isEqualTo(bob.address(ZmqMessage.of("hello")));
        assertThat(idOf(first)).isEqualTo(bob);
        first.disconnect();
        stage.await(peer.to(bob).send("while away"));
        stage.advance(Duration.ofSeconds(1));
        FakePeer second = stage.at("bob").accept();
        assertThat(second.takeTexts()).containsExactly("while away");
        assertThat(idOf(second)).isEqualTo(bob);
    }

    @Test
    void twoConnectionsToOneEndpointAreTwoPeersAndOneIsDisconnectedAlone() {
        PeerSocket peer = stage.zmq().peer();
        Received<SocketEvent> closed =
                Received.of(peer.events().ofType(SocketEvent.Closed.class).cast(SocketEvent.class), Long.MAX_VALUE);
        RoutingId one = peer.connectPeer(stage.uri("bob"));
        RoutingId two = peer.connectPeer(stage.uri("bob"));
        assertThat(one).isNotEqualTo(two);
        FakePeer first = stage.at("bob").accept();
        FakePeer second = stage.at("bob").accept();
        peer.disconnectPeer(one);
        stage.advance(Duration.ofSeconds(5));
        assertThat(first.isUp()).isFalse();
        assertThat(stage.at("bob").isDialed()).isFalse();
        assertThat(closed.values()).hasSize(1);
        stage.await(peer.to(two).send("m"));
        assertThat(second.takeTexts()).containsExactly("m");
        peer.disconnect(stage.uri("bob"));
        stage.settle();
        assertThat(second.isUp()).isFalse();
        assertThatThrownBy(() -> stage.await(peer.to(two).send("m"))).isInstanceOf(UnroutableException.class);
    }

    @Test
    void afterTheEndNobodyIsDisconnected() {
        ServerSocket server = server(o -> {});
        RoutingId id = idOf(stage.at("here").connect());
        stage.await(server.close());
        assertThatThrownBy(() -> server.disconnectPeer(id)).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void peersTalkToEachOtherWithinAContext() {
        PeerSocket alice = stage.zmq().peer();
        stage.await(alice.bind("inproc://alice"));
        PeerSocket bob = stage.zmq().peer();
        RoutingId id = bob.connectPeer("inproc://alice");
        stage.await(bob.send(id.address(ZmqMessage.of("hello"))));
        ZmqMessage hello = stage.await(alice.receiveOne());
        assertThat(hello.text()).isEqualTo("hello");
        stage.await(alice.to(RoutingId.of(hello)).send("hello back"));
        assertThat(stage.await(bob.receiveOne())).isEqualTo(id.address(ZmqMessage.of("hello back")));
    }
}
