package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ClientSocket;
import io.reactivezmq.DealerSocket;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ZMQ_HELLO_MSG, ZMQ_DISCONNECT_MSG, ZMQ_HICCUP_MSG and ZMQ_ROUTER_NOTIFY. */
class PeerMessagesTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private ZmqSocket<?> greeting(String type) {
        return switch (type) {
            case "ROUTER" -> stage.zmq().router(o -> o.helloMessage("hello"));
            case "DEALER" -> stage.zmq().dealer(o -> o.helloMessage("hello"));
            case "CLIENT" -> stage.zmq().client(o -> o.helloMessage("hello"));
            case "SERVER" -> stage.zmq().server(o -> o.helloMessage("hello"));
            default -> stage.zmq().peer(o -> o.helloMessage("hello"));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUTER", "DEALER", "CLIENT", "SERVER", "PEER"})
    void eachNewPeerHearsTheHelloFirst(String type) {
        ZmqSocket<?> socket = greeting(type);
        stage.await(socket.bind(stage.uri("here")));
        assertThat(stage.at("here").connect().takeTexts()).containsExactly("hello");
        socket.connect(stage.uri("there"));
        FakePeer there = stage.at("there").accept();
        assertThat(there.takeTexts()).containsExactly("hello");
        there.disconnect();
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.at("there").accept().takeTexts()).containsExactly("hello");
    }

    @Test
    void theHelloGoesBeforeWhatWaits() {
        DealerSocket dealer = stage.zmq().dealer(o -> o.helloMessage("hello")).connect(stage.uri("there"));
        stage.await(dealer.send("early"));
        assertThat(stage.at("there").accept().takeTexts()).containsExactly("hello", "early");
    }

    @Test
    void theHelloIsHeardWithinAContextEvenIfBoundLater() {
        ServerSocket server = stage.zmq().server();
        ClientSocket client = stage.zmq().client(o -> o.helloMessage("hello")).connect("inproc://late");
        stage.await(server.bind("inproc://late"));
        assertThat(stage.await(server.receiveOne()).text()).isEqualTo("hello");
        stage.await(client.close());
    }

    private static String told(MessageReceiver socket, SocketTestHarness stage) {
        ZmqMessage message = stage.await(socket.receiveOne());
        return message.frameCount() + " " + message.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUTER", "SERVER", "PEER"})
    void aPeerThatHadComeAndGoesLeavesAMessage(String type) {
        ZmqSocket<?> socket = switch (type) {
            case "ROUTER" -> stage.zmq().router(o -> o.disconnectMessage("gone"));
            case "SERVER" -> stage.zmq().server(o -> o.disconnectMessage("gone"));
            default -> stage.zmq().peer(o -> o.disconnectMessage("gone"));
        };
        stage.await(socket.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect().deliver("last words");
        RoutingId id = RoutingId.of(peer.info());
        peer.disconnect();
        assertThat(stage.await(((MessageReceiver) socket).receiveOne()))
                .isEqualTo(id.address(ZmqMessage.of("last words")));
        ZmqMessage gone = stage.await(((MessageReceiver) socket).receiveOne());
        assertThat(gone).isEqualTo(id.address(ZmqMessage.of("gone")));
        assertThat(gone.peer()).isNotNull();
        // One that we had connected to leaves none.
        socket.connect(stage.uri("there"));
        stage.at("there").accept().disconnect();
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEALER", "CLIENT", "PEER"})
    void aLostConnectionOfOursLeavesAMessage(String type) {
        ZmqSocket<?> socket = switch (type) {
            case "DEALER" -> stage.zmq().dealer(o -> o.hiccupMessage("hiccup"));
            case "CLIENT" -> stage.zmq().client(o -> o.hiccupMessage("hiccup"));
            default -> stage.zmq().peer(o -> o.hiccupMessage("hiccup"));
        };
        socket.connect(stage.uri("there"));
        stage.at("there").refuse();
        stage.advance(Duration.ofSeconds(1));
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
        stage.at("there").accept().disconnect();
        assertThat(told((MessageReceiver) socket, stage)).isEqualTo((type.equals("PEER") ? 2 : 1) + " hiccup");
        stage.await(socket.bind(stage.uri("here")));
        stage.at("here").connect().disconnect();
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
    }

    @Test
    void suchMessagesNeedNoRoomAndWhoClosesDoesNotHearThem() {
        RouterSocket router =
                stage.zmq().router(o -> o.disconnectMessage("gone").receiveHighWaterMark(1));
        stage.await(router.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect().deliver("full");
        stage.at("here").connect();
        peer.disconnect();
        Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
        stage.settle();
        assertThat(received.texts()).containsExactly("full", "gone");
        stage.await(router.close());
        stage.advance(Duration.ofMinutes(1));
        assertThat(received.texts()).containsExactly("full", "gone");
        assertThat(stage.await(router.statistics()).dropped(DropReason.UNDELIVERED))
                .isZero();
    }

    @Test
    void messagesMadeByTheSocketAreCountedLikeReceivedOnes() {
        RouterSocket router = stage.zmq().router(o -> o.disconnectMessage("gone"));
        stage.await(router.bind(stage.uri("here")));
        stage.at("here").connect().disconnect();
        assertThat(stage.await(router.statistics()).messagesReceived()).isEqualTo(1);
        stage.await(router.close());
        assertThat(stage.await(router.statistics()).messagesReceived()).isZero();
        assertThat(stage.await(router.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void aRouterIsToldOfComingsAndGoings() {
        for (PeerNotifications which : PeerNotifications.values()) {
            String name = "here-" + which;
            RouterSocket router = stage.zmq().router(o -> o.notifyPeers(which));
            stage.await(router.bind(stage.uri(name)));
            Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
            stage.at(name).connectBadly(new io.reactivezmq.error.PeerLostException("stranger", "no handshake", null));
            FakePeer alice = stage.at(name).connect("alice").deliver("hi");
            alice.disconnect();
            stage.settle();
            ZmqMessage notice = ZmqMessage.of("alice", "");
            ZmqMessage hi = ZmqMessage.of("alice", "hi");
            assertThat(received.values())
                    .isEqualTo(
                            switch (which) {
                                case NONE -> List.of(hi);
                                case CONNECTS -> List.of(notice, hi);
                                case DISCONNECTS -> List.of(hi, notice);
                                case ALL -> List.of(notice, hi, notice);
                            });
        }
    }

    @Test
    void aRouterIsToldOfThoseItConnectsToToo() {
        RouterSocket router =
                stage.zmq().router(o -> o.notifyPeers(PeerNotifications.ALL)).connect(stage.uri("there"));
        Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
        stage.at("there").accept("bob").disconnect();
        stage.settle();
        assertThat(received.values()).containsExactly(ZmqMessage.of("bob", ""), ZmqMessage.of("bob", ""));
    }

    @Test
    void withinAContextTheyWorkToo() {
        ServerSocket server = stage.zmq().server(o -> o.disconnectMessage("gone"));
        stage.await(server.bind("inproc://s"));
        ClientSocket one = stage.zmq().client().connect("inproc://s");
        ClientSocket two = stage.zmq().client(o -> o.hiccupMessage("hiccup")).connect("inproc://s");
        stage.await(((MessageSender) one).send("hi"));
        assertThat(stage.await(server.receiveOne()).text()).isEqualTo("hi");
        stage.await(one.close());
        assertThat(stage.await(server.receiveOne()).text()).isEqualTo("gone");
        stage.await(server.close());
        assertThat(stage.await(two.receiveOne()).text()).isEqualTo("hiccup");
        PeerSocket unused = stage.zmq().peer();
        assertThat(unused.tryReceive()).isNull();
    }
}
