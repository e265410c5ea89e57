package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** CLIENT, SCATTER, GATHER and CHANNEL, and what they have in common with SERVER and PEER: messages of one frame. */
class SingleFrameTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private static final Map<SocketType, Set<SocketType>> PEERS = Map.of(
            SocketType.CLIENT, EnumSet.of(SocketType.SERVER),
            SocketType.SERVER, EnumSet.of(SocketType.CLIENT),
            SocketType.SCATTER, EnumSet.of(SocketType.GATHER),
            SocketType.GATHER, EnumSet.of(SocketType.SCATTER),
            SocketType.PEER, EnumSet.of(SocketType.PEER),
            SocketType.CHANNEL, EnumSet.of(SocketType.CHANNEL));

    private ZmqSocket<?> socket(SocketType type) {
        return switch (type) {
            case CLIENT -> harness.zmq().client();
            case SERVER -> harness.zmq().server();
            case SCATTER -> harness.zmq().scatter();
            case GATHER -> harness.zmq().gather();
            case PEER -> harness.zmq().peer();
            case CHANNEL -> harness.zmq().channel();
            default -> throw new IllegalArgumentException(type.wireName());
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"CLIENT", "SERVER", "SCATTER", "GATHER", "PEER", "CHANNEL"})
    void eachTalksToItsKindOnlyAndItsKindToIt(SocketType type) {
        assertThat(socket(type).type()).isEqualTo(type);
        for (SocketType other : SocketType.values()) {
            boolean legal = PEERS.get(type).contains(other);
            assertThat(type.accepts(other.wireName()))
                    .as("%s with %s", type, other)
                    .isEqualTo(legal);
            assertThat(other.accepts(type.wireName()))
                    .as("%s with %s", other, type)
                    .isEqualTo(legal);
        }
    }

    private static ZmqMessage frames(SocketType type, int count) {
        String[] frames = new String[count];
        java.util.Arrays.fill(frames, "f");
        ZmqMessage body = ZmqMessage.of(frames);
        return type == SocketType.SERVER || type == SocketType.PEER
                ? RoutingId.of("1234").address(body)
                : body;
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"CLIENT", "SERVER", "SCATTER", "PEER", "CHANNEL"})
    void aMessageOfMoreFramesIsRefusedByItsTypesName(SocketType type) {
        ZmqSocket<?> socket = socket(type);
        harness.await(socket.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect();
        MessageSender sending = (MessageSender) socket;
        ZmqMessage message = frames(type, 2);
        assertThatThrownBy(() -> harness.await(sending.send(message)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("a " + type.wireName() + " sends messages of one frame, not of 2");
        assertThatThrownBy(() -> harness.await(sending.send(Flux.just(message))))
                .isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> sending.trySend(message)).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> harness.call(() -> sending.trySend(message)))
                .isInstanceOf(InvalidMessageException.class);
        assertThat(peer.takeAll()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"CLIENT", "SERVER", "GATHER", "PEER", "CHANNEL"})
    void aMessageOfMoreFramesThatComesIsDroppedWholeAndCounted(SocketType type) {
        ZmqSocket<?> socket = socket(type);
        harness.await(socket.bind(harness.uri("here")));
        harness.at("here").connect().deliverFrames("a", "b").deliver("single");
        assertThat(harness.await(((MessageReceiver) socket).receiveOne()).text())
                .isEqualTo("single");
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
        assertThat(harness.await(socket.statistics()).dropped(DropReason.MALFORMED))
                .isEqualTo(1);
    }

    @Test
    void aClientSpreadsOverServersInTurnAndTakesTheirAnswersFairly() {
        ClientSocket client = harness.zmq().client(o -> o.immediate(true));
        client.connect(harness.uri("one")).connect(harness.uri("two"));
        FakePeer one = harness.at("one").accept();
        FakePeer two = harness.at("two").accept();
        harness.await(client.send(Flux.just("a", "b", "c", "d").map(ZmqMessage::of)));
        assertThat(one.takeTexts()).containsExactly("a", "c");
        assertThat(two.takeTexts()).containsExactly("b", "d");
        one.deliver("1", "2");
        two.deliver("3", "4");
        assertThat(harness.await(client.receive().map(ZmqMessage::text).take(4).collectList()))
                .containsExactly("1", "3", "2", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "scatter", "channel"})
    void demandIsTheRoomOfThePipesAndWithoutPeersThereIsNone(String type) {
        int mark = 10;
        ZmqSocket<?> socket = switch (type) {
            case "client" -> harness.zmq().client(o -> o.sendHighWaterMark(mark).immediate(true));
            case "scatter" ->
                harness.zmq().scatter(o -> o.sendHighWaterMark(mark).immediate(true));
            default -> harness.zmq().channel(o -> o.sendHighWaterMark(mark).immediate(true));
        };
        socket.connect(harness.uri("peer"));
        Source source = Source.named("m");
        ((MessageSender) socket).send(source).subscribe();
        harness.settle();
        assertThat(source.requested()).isZero();
        FakePeer peer = harness.at("peer").accept();
        harness.settle();
        assertThat(source.requested()).isEqualTo(mark);
        harness.call(source::emitAll);
        assertThat(peer.take(5)).hasSize(5);
        harness.settle();
        assertThat(source.requested()).isBetween(mark + 4L, mark + 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server", "gather", "channel", "peer"})
    void beyondTheReceiveMarkNothingIsRead(String type) {
        int mark = 4;
        ZmqSocket<?> socket = switch (type) {
            case "client" -> harness.zmq().client(o -> o.receiveHighWaterMark(mark));
            case "server" -> harness.zmq().server(o -> o.receiveHighWaterMark(mark));
            case "gather" -> harness.zmq().gather(o -> o.receiveHighWaterMark(mark));
            case "peer" -> harness.zmq().peer(o -> o.receiveHighWaterMark(mark));
            default -> harness.zmq().channel(o -> o.receiveHighWaterMark(mark));
        };
        harness.await(socket.bind(harness.uri("here")));
        FakePeer peer = harness.at("here").connect().deliver("1", "2", "3", "4", "5", "6");
        assertThat(peer.unread()).isEqualTo(2);
        List<String> all = harness.await(((MessageReceiver) socket)
                .receive()
                .map(ZmqMessage::text)
                .take(6)
                .collectList());
        assertThat(all).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(peer.unread()).isZero();
    }

    @Test
    void scatterSpreadsInTurnAndWhatAPeerLeavesBehindGoesToTheOthers() {
        ScatterSocket scatter = harness.zmq().scatter();
        harness.await(scatter.bind(harness.uri("here")));
        FakePeer one = harness.at("here").connect();
        FakePeer two = harness.at("here").connect();
        harness.await(scatter.send(Flux.just("a", "b", "c", "d").map(ZmqMessage::of)));
        assertThat(one.takeTexts()).containsExactly("a", "c");
        two.disconnect();
        assertThat(one.takeTexts()).containsExactly("b", "d");
    }

    @Test
    void gatherTakesFromAllFairly() {
        GatherSocket gather = harness.zmq().gather();
        harness.await(gather.bind(harness.uri("here")));
        harness.at("here").connect().deliver("1", "2");
        harness.at("here").connect().deliver("3", "4");
        assertThat(harness.await(gather.receive().map(ZmqMessage::text).take(4).collectList()))
                .containsExactly("1", "3", "2", "4");
    }

    @Test
    void aChannelHasOnePeerUntilThatHasGone() {
        ChannelSocket channel = harness.zmq().channel();
        harness.await(channel.bind(harness.uri("here")));
        FakePeer first = harness.at("here").connect().deliver("hello");
        FakePeer second = harness.at("here").connect();
        assertThat(second.refusal()).isInstanceOf(PeerRefusedException.class);
        harness.await(channel.send("a"));
        assertThat(first.takeTexts()).containsExactly("a");
        assertThat(harness.await(channel.receiveOne()).text()).isEqualTo("hello");
        first.disconnect();
        FakePeer third = harness.at("here").connect();
        harness.await(channel.send("b"));
        assertThat(third.takeTexts()).containsExactly("b");
    }

    @Test
    void withinAContextTheyTalkToEachOther() {
        ServerSocket server = harness.zmq().server();
        Endpoint at = harness.await(server.bind("inproc://server"));
        ClientSocket client = harness.zmq().client().connect(at);
        harness.await(client.send("question"));
        ZmqMessage question = harness.await(server.receiveOne());
        assertThat(question.text()).isEqualTo("question");
        RoutingId id = RoutingId.of(question);
        assertThat(id.bytes()).hasSize(4).isNotEqualTo(new byte[4]);
        assertThat(RoutingId.of(question.peer())).isEqualTo(id);
        harness.await(server.send(id.address(ZmqMessage.of("answer"))));
        assertThat(harness.await(client.receiveOne()).text()).isEqualTo("answer");

        GatherSocket gather = harness.zmq().gather();
        harness.await(gather.bind("inproc://gather"));
        harness.await(harness.zmq().scatter().connect("inproc://gather").send("work"));
        assertThat(harness.await(gather.receiveOne()).text()).isEqualTo("work");

        ChannelSocket channel = harness.zmq().channel();
        harness.await(channel.bind("inproc://channel"));
        ChannelSocket other = harness.zmq().channel().connect("inproc://channel");
        harness.await(other.send("there"));
        assertThat(harness.await(channel.receiveOne()).text()).isEqualTo("there");
        harness.await(channel.send("and back"));
        assertThat(harness.await(other.receiveOne()).text()).isEqualTo("and back");
        harness.advance(Duration.ofSeconds(1));
    }
}
