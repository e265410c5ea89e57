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
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private ZmqSocket<?> greeting(String type) {
        return switch (type) {
            case "ROUTER" -> harness.zmq().router(o -> o.helloMessage("hello"));
            case "DEALER" -> harness.zmq().dealer(o -> o.helloMessage("hello"));
            case "CLIENT" -> harness.zmq().client(o -> o.helloMessage("hello"));
            case "SERVER" -> harness.zmq().server(o -> o.helloMessage("hello"));
            default -> harness.zmq().peer(o -> o.helloMessage("hello"));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUTER", "DEALER", "CLIENT", "SERVER", "PEER"})
    void eachNewPeerHearsTheHelloFirst(String type) {
        ZmqSocket<?> socket = greeting(type);
        harness.await(socket.bind(harness.uri("here")));
        assertThat(harness.at("here").connect().takeTexts()).containsExactly("hello");
        socket.connect(harness.uri("there"));
        FakePeer there = harness.at("there").accept();
        assertThat(there.takeTexts()).containsExactly("hello");
        there.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(harness.at("there").accept().takeTexts()).containsExactly("hello");
    }

    @Test
    void theHelloGoesBeforeWhatWaits() {
        DealerSocket dealer = harness.zmq().dealer(o -> o.helloMessage("hello")).connect(harness.uri("there"));
        harness.await(dealer.send("early"));
        assertThat(harness.at("there").accept().takeTexts()).containsExactly("hello", "early");
    }

    @Test
    void theHelloIsHeardWithinAContextEvenIfBoundLater() {
        ServerSocket server = harness.zmq().server();
        ClientSocket client = harness.zmq().client(o -> o.helloMessage("hello")).connect("inproc://late");
        harness.await(server.bind("inproc://late"));
        assertThat(harness.await(server.receiveOne()).text()).isEqualTo("hello");
        harness.await(client.close());
    }

    private static String told(MessageReceiver socket, SocketTestHarness harness) {
        ZmqMessage message = harness.await(socket.receiveOne());
        return message.frameCount() + " " + message.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUTER", "SERVER", "PEER"})
    void aPeerThatHadComeAndGoesLeavesAMessage(String type) {
        ZmqSocket<?> socket = switch (type) {
            case "ROUTER" -> harness.zmq().router(o -> o.disconnectMessage("gone"));
            case "SERVER" -> harness.zmq().server(o -> o.disconnectMessage("gone"));
            default -> harness.zmq().peer(o -> o.disconnectMessage("gone"));
        };
        harness.await(socket.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect().deliver("last words");
        RoutingId id = RoutingId.of(peer.info());
        peer.disconnect();
        assertThat(harness.await(((MessageReceiver) socket).receiveOne()))
                .isEqualTo(id.address(ZmqMessage.of("last words")));
        ZmqMessage gone = harness.await(((MessageReceiver) socket).receiveOne());
        assertThat(gone).isEqualTo(id.address(ZmqMessage.of("gone")));
        assertThat(gone.peer()).isNotNull();
        // One that we had connected to leaves none.
        socket.connect(harness.uri("there"));
        harness.at("there").accept().disconnect();
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEALER", "CLIENT", "PEER"})
    void aLostConnectionOfOursLeavesAMessage(String type) {
        ZmqSocket<?> socket = switch (type) {
            case "DEALER" -> harness.zmq().dealer(o -> o.hiccupMessage("hiccup"));
            case "CLIENT" -> harness.zmq().client(o -> o.hiccupMessage("hiccup"));
            default -> harness.zmq().peer(o -> o.hiccupMessage("hiccup"));
        };
        socket.connect(harness.uri("there"));
        harness.at("there").refuse();
        harness.advance(Duration.ofSeconds(1));
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
        harness.at("there").accept().disconnect();
        assertThat(told((MessageReceiver) socket, harness)).isEqualTo((type.equals("PEER") ? 2 : 1) + " hiccup");
        harness.await(socket.bind(harness.uri("here")));
        harness.at("here").connect().disconnect();
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
    }

    @Test
    void suchMessagesNeedNoRoomAndWhoClosesDoesNotHearThem() {
        RouterSocket router =
                harness.zmq().router(o -> o.disconnectMessage("gone").receiveHighWaterMark(1));
        harness.await(router.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect().deliver("full");
        harness.at("here").connect();
        peer.disconnect();
        Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
        harness.settle();
        assertThat(received.texts()).containsExactly("full", "gone");
        harness.await(router.close());
        harness.advance(Duration.ofMinutes(1));
        assertThat(received.texts()).containsExactly("full", "gone");
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNDELIVERED))
                .isZero();
    }

    @Test
    void messagesMadeByTheSocketAreCountedLikeReceivedOnes() {
        RouterSocket router = harness.zmq().router(o -> o.disconnectMessage("gone"));
        harness.await(router.bind(harness.uri("here")));
        harness.at("here").connect().disconnect();
        assertThat(harness.await(router.statistics()).messagesReceived()).isEqualTo(1);
        harness.await(router.close());
        assertThat(harness.await(router.statistics()).messagesReceived()).isZero();
        assertThat(harness.await(router.statistics()).dropped(DropReason.UNDELIVERED))
                .isEqualTo(1);
    }

    @Test
    void aRouterIsToldOfComingsAndGoings() {
        for (PeerNotifications which : PeerNotifications.values()) {
            String name = "here-" + which;
            RouterSocket router = harness.zmq().router(o -> o.notifyPeers(which));
            harness.await(router.bind(harness.uri(name)));
            Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
            harness.at(name).connectBadly(new io.reactivezmq.error.PeerLostException("stranger", "no handshake", null));
            FakePeer alice = harness.at(name).connect("alice").deliver("hi");
            alice.disconnect();
            harness.settle();
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
                harness.zmq().router(o -> o.notifyPeers(PeerNotifications.ALL)).connect(harness.uri("there"));
        Received<ZmqMessage> received = Received.of(router.receive(), Long.MAX_VALUE);
        harness.at("there").accept("bob").disconnect();
        harness.settle();
        assertThat(received.values()).containsExactly(ZmqMessage.of("bob", ""), ZmqMessage.of("bob", ""));
    }

    @Test
    void withinAContextTheyWorkToo() {
        ServerSocket server = harness.zmq().server(o -> o.disconnectMessage("gone"));
        harness.await(server.bind("inproc://s"));
        ClientSocket one = harness.zmq().client().connect("inproc://s");
        ClientSocket two = harness.zmq().client(o -> o.hiccupMessage("hiccup")).connect("inproc://s");
        harness.await(((MessageSender) one).send("hi"));
        assertThat(harness.await(server.receiveOne()).text()).isEqualTo("hi");
        harness.await(one.close());
        assertThat(harness.await(server.receiveOne()).text()).isEqualTo("gone");
        harness.await(server.close());
        assertThat(harness.await(two.receiveOne()).text()).isEqualTo("hiccup");
        PeerSocket unused = harness.zmq().peer();
        assertThat(unused.tryReceive()).isNull();
    }
}
