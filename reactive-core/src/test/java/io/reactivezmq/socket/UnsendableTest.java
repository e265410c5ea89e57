package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.value.OnUnsendable;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** A message that can never be sent: an error by default, or dropped, counted and reported, and sending goes on. */
class UnsendableTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    /**
     * A socket, a message that it cannot send, one that it can, and why.
     *
     * @param good for the peer at {@code peer}
     */
    record Case(
            String name,
            Function<SocketTestHarness, ZmqSocket<?>> socket,
            ZmqMessage bad,
            BiFunction<SocketTestHarness, FakePeer, ZmqMessage> good,
            DropReason reason) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static BiFunction<SocketTestHarness, FakePeer, ZmqMessage> always(String... frames) {
        return (harness, peer) -> ZmqMessage.of(frames);
    }

    private static BiFunction<SocketTestHarness, FakePeer, ZmqMessage> numbered() {
        return (harness, peer) -> RoutingId.of(peer.info()).address(ZmqMessage.of("good"));
    }

    static Stream<Case> cases() {
        DropReason form = DropReason.UNSENDABLE;
        ZmqMessage oneFrame = ZmqMessage.of("READY");
        return Stream.of(
                new Case("ROUTER, one frame", s -> s.zmq().router(), oneFrame, always("peer", "good"), form),
                new Case(
                        "ROUTER, unknown",
                        s -> s.zmq().router(o -> o.mandatory(true)),
                        ZmqMessage.of("unknown", "m"),
                        always("peer", "good"),
                        DropReason.UNROUTABLE),
                new Case("SCATTER, two frames", s -> s.zmq().scatter(), ZmqMessage.of("a", "b"), always("good"), form),
                new Case("RADIO, one frame", s -> s.zmq().radio(), oneFrame, always("group", "good"), form),
                new Case("CLIENT, two frames", s -> s.zmq().client(), ZmqMessage.of("a", "b"), always("good"), form),
                new Case("CHANNEL, two frames", s -> s.zmq().channel(), ZmqMessage.of("a", "b"), always("good"), form),
                new Case("SERVER, one frame", s -> s.zmq().server(), oneFrame, numbered(), form),
                new Case(
                        "SERVER, unknown",
                        s -> s.zmq().server(),
                        ZmqMessage.of("????", "m"),
                        numbered(),
                        DropReason.UNROUTABLE));
    }

    private FakePeer peer(ZmqSocket<?> socket) {
        harness.await(socket.bind(harness.uri("peer")));
        return harness.at("peer").connect("peer").join("group").reading();
    }

    private static List<DropReason> told(Received<SocketEvent> events) {
        return events.values().stream()
                .filter(event -> event instanceof SocketEvent.MessagesDropped)
                .map(event -> ((SocketEvent.MessagesDropped) event).reason())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anErrorByDefault(Case of) {
        ZmqSocket<?> socket = of.socket().apply(harness);
        FakePeer peer = peer(socket);
        ZmqMessage good = of.good().apply(harness, peer);
        Received<Void> sending = Received.of(((MessageSender) socket).send(Flux.just(good, of.bad(), good)), 1);
        harness.settle();
        assertThat(sending.error()).isInstanceOf(ZmqException.class);
        assertThat(peer.gotTexts()).containsExactly("good");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void droppedCountedAndReportedOnRequest(Case of) {
        ZmqSocket<?> socket = of.socket().apply(harness);
        FakePeer peer = peer(socket);
        Received<SocketEvent> events = Received.of(socket.events(), Long.MAX_VALUE);
        ZmqMessage good = of.good().apply(harness, peer);
        List<ZmqMessage> discarded = new ArrayList<>();
        Received<Void> sending = Received.of(
                ((MessageSender) socket)
                        .send(Flux.just(good, of.bad(), good, of.bad(), good), OnUnsendable.DROP)
                        .doOnDiscard(ZmqMessage.class, discarded::add),
                1);
        harness.settle();
        assertThat(sending.isCompleted()).isTrue();
        assertThat(peer.gotTexts()).containsExactly("good", "good", "good");
        assertThat(harness.await(socket.statistics()).drops()).containsOnly(java.util.Map.entry(of.reason(), 2L));
        assertThat(told(events)).containsExactly(of.reason(), of.reason());
        assertThat(discarded).containsExactly(of.bad(), of.bad());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aProxyGoesOn(Case of) {
        ZmqSocket<?> back = of.socket().apply(harness);
        FakePeer peer = peer(back);
        ZmqSocket<?> front = harness.zmq().pull();
        harness.await(front.bind(harness.uri("front")));
        assertThat(front).isInstanceOf(MessageReceiver.class);
        Received<SocketEvent> events = Received.of(back.events(), Long.MAX_VALUE);
        ZmqProxy proxy = harness.zmq().proxy(front, back);
        Received<Void> run = Received.of(proxy.run(), 1);
        ZmqMessage good = of.good().apply(harness, peer);
        harness.at("front").connect().deliver(good, of.bad(), good);
        assertThat(peer.gotTexts()).containsExactly("good", "good");
        assertThat(run.isOpen()).isTrue();
        assertThat(proxy.statistics().frontendMessages()).isEqualTo(3);
        assertThat(proxy.statistics().frontendDropped()).isEqualTo(1);
        assertThat(harness.await(back.statistics()).dropped(of.reason())).isEqualTo(1);
        assertThat(told(events)).containsExactly(of.reason());
        proxy.terminate();
        harness.settle();
        assertThat(run.isCompleted()).isTrue();
    }
}
