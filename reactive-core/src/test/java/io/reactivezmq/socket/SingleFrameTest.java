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
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private static final Map<SocketType, Set<SocketType>> PEERS = Map.of(
            SocketType.CLIENT, EnumSet.of(SocketType.SERVER),
            SocketType.SERVER, EnumSet.of(SocketType.CLIENT),
            SocketType.SCATTER, EnumSet.of(SocketType.GATHER),
            SocketType.GATHER, EnumSet.of(SocketType.SCATTER),
            SocketType.PEER, EnumSet.of(SocketType.PEER),
            SocketType.CHANNEL, EnumSet.of(SocketType.CHANNEL));

    private ZmqSocket<?> socket(SocketType type) {
        return switch (type) {
            case CLIENT -> stage.zmq().client();
            case SERVER -> stage.zmq().server();
            case SCATTER -> stage.zmq().scatter();
            case GATHER -> stage.zmq().gather();
            case PEER -> stage.zmq().peer();
            case CHANNEL -> stage.zmq().channel();
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
        stage.await(socket.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect();
        MessageSender sending = (MessageSender) socket;
        ZmqMessage message = frames(type, 2);
        assertThatThrownBy(() -> stage.await(sending.send(message)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("a " + type.wireName() + " sends messages of one frame, not of 2");
        assertThatThrownBy(() -> stage.await(sending.send(Flux.just(message))))
                .isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> sending.trySend(message)).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> stage.call(() -> sending.trySend(message)))
                .isInstanceOf(InvalidMessageException.class);
        assertThat(peer.takeAll()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"CLIENT", "SERVER", "GATHER", "PEER", "CHANNEL"})
    void aMessageOfMoreFramesThatComesIsDroppedWholeAndCounted(SocketType type) {
        ZmqSocket<?> socket = socket(type);
        stage.await(socket.bind(stage.uri("here")));
        stage.at("here").connect().deliverFrames("a", "b").deliver("single");
        assertThat(stage.await(((MessageReceiver) socket).receiveOne()).text()).isEqualTo("single");
        assertThat(((MessageReceiver) socket).tryReceive()).isNull();
        assertThat(stage.await(socket.statistics()).dropped(DropReason.MALFORMED))
                .isEqualTo(1);
    }

    @Test
    void aClientSpreadsOverServersInTurnAndTakesTheirAnswersFairly() {
        ClientSocket client = stage.zmq().client(o -> o.immediate(true));
        client.connect(stage.uri("one")).connect(stage.uri("two"));
        FakePeer one = stage.at("one").accept();
        FakePeer two = stage.at("two").accept();
        stage.await(client.send(Flux.just("a", "b", "c", "d").map(ZmqMessage::of)));
        assertThat(one.takeTexts()).containsExactly("a", "c");
        assertThat(two.takeTexts()).containsExactly("b", "d");
        one.deliver("1", "2");
        two.deliver("3", "4");
        assertThat(stage.await(client.receive().map(ZmqMessage::text).take(4).collectList()))
                .containsExactly("1", "3", "2", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "scatter", "channel"})
    void demandIsTheRoomOfThePipesAndWithoutPeersThereIsNone(String type) {
        int mark = 10;
        ZmqSocket<?> socket = switch (type) {
            case "client" -> stage.zmq().client(o -> o.sendHighWaterMark(mark).immediate(true));
            case "scatter" -> stage.zmq().scatter(o -> o.sendHighWaterMark(mark).immediate(true));
            default -> stage.zmq().channel(o -> o.sendHighWaterMark(mark).immediate(true));
        };
        socket.connect(stage.uri("peer"));
        Source source = Source.named("m");
        ((MessageSender) socket).send(source).subscribe();
        stage.settle();
        assertThat(source.requested()).isZero();
        FakePeer peer = stage.at("peer").accept();
        stage.settle();
        assertThat(source.requested()).isEqualTo(mark);
        stage.call(source::emitAll);
        assertThat(peer.take(5)).hasSize(5);
        stage.settle();
        assertThat(source.requested()).isBetween(mark + 4L, mark + 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "server", "gather", "channel", "peer"})
    void beyondTheReceiveMarkNothingIsRead(String type) {
        int mark = 4;
        ZmqSocket<?> socket = switch (type) {
            case "client" -> stage.zmq().client(o -> o.receiveHighWaterMark(mark));
            case "server" -> stage.zmq().server(o -> o.receiveHighWaterMark(mark));
            case "gather" -> stage.zmq().gather(o -> o.receiveHighWaterMark(mark));
            case "peer" -> stage.zmq().peer(o -> o.receiveHighWaterMark(mark));
            default -> stage.zmq().channel(o -> o.receiveHighWaterMark(mark));
        };
        stage.await(socket.bind(stage.uri("here")));
        FakePeer peer = stage.at("here").connect().deliver("1", "2", "3", "4", "5", "6");
        assertThat(peer.unread()).isEqualTo(2);
        List<String> all = stage.await(((MessageReceiver) socket)
                .receive()
                .map(ZmqMessage::text)
                .take(6)
                .collectList());
        assertThat(all).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(peer.unread()).isZero();
    }

    @Test
    void scatterSpreadsInTurnAndWhatAPeerLeavesBehindGoesToTheOthers() {
        ScatterSocket scatter = stage.zmq().scatter();
        stage.await(scatter.bind(stage.uri("here")));
        FakePeer one = stage.at("here").connect();
        FakePeer two = stage.at("here").connect();
        stage.await(scatter.send(Flux.just("a", "b", "c", "d").map(ZmqMessage::of)));
        assertThat(one.takeTexts()).containsExactly("a", "c");
        two.disconnect();
        assertThat(one.takeTexts()).containsExactly("b", "d");
    }

    @Test
    void gatherTakesFromAllFairly() {
        GatherSocket gather = stage.zmq().gather();
        stage.await(gather.bind(stage.uri("here")));
        stage.at("here").connect().deliver("1", "2");
        stage.at("here").connect().deliver("3", "4");
        assertThat(stage.await(gather.receive().map(ZmqMessage::text).take(4).collectList()))
                .containsExactly("1", "3", "2", "4");
    }

    @Test
    void aChannelHasOnePeerUntilThatHasGone() {
        ChannelSocket channel = stage.zmq().channel();
        stage.await(channel.bind(stage.uri("here")));
        FakePeer first = stage.at("here").connect().deliver("hello");
        FakePeer second = stage.at("here").connect();
        assertThat(second.refusal()).isInstanceOf(PeerRefusedException.class);
        stage.await(channel.send("a"));
        assertThat(first.takeTexts()).containsExactly("a");
        assertThat(stage.await(channel.receiveOne()).text()).isEqualTo("hello");
        first.disconnect();
        FakePeer third = stage.at("here").connect();
        stage.await(channel.send("b"));
        assertThat(third.takeTexts()).containsExactly("b");
    }

    @Test
    void withinAContextTheyTalkToEachOther() {
        ServerSocket server = stage.zmq().server();
        Endpoint at = stage.await(server.bind("inproc://server"));
        ClientSocket client = stage.zmq().client().connect(at);
        stage.await(client.send("question"));
        ZmqMessage question = stage.await(server.receiveOne());
        assertThat(question.text()).isEqualTo("question");
        RoutingId id = RoutingId.of(question);
        assertThat(id.bytes()).hasSize(4).isNotEqualTo(new byte[4]);
        assertThat(RoutingId.of(question.peer())).isEqualTo(id);
        stage.await(server.send(id.address(ZmqMessage.of("answer"))));
        assertThat(stage.await(client.receiveOne()).text()).isEqualTo("answer");

        GatherSocket gather = stage.zmq().gather();
        stage.await(gather.bind("inproc://gather"));
        stage.await(stage.zmq().scatter().connect("inproc://gather").send("work"));
        assertThat(stage.await(gather.receiveOne()).text()).isEqualTo("work");

        ChannelSocket channel = stage.zmq().channel();
        stage.await(channel.bind("inproc://channel"));
        ChannelSocket other = stage.zmq().channel().connect("inproc://channel");
        stage.await(other.send("there"));
        assertThat(stage.await(channel.receiveOne()).text()).isEqualTo("there");
        stage.await(channel.send("and back"));
        assertThat(stage.await(other.receiveOne()).text()).isEqualTo("and back");
        stage.advance(Duration.ofSeconds(1));
    }
}
