package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DishSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidGroupException;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** RADIO and DISH: groups. */
class RadioDishTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private RadioSocket radio(Consumer<RadioOptions> options) {
        RadioSocket radio = harness.zmq().radio(options);
        harness.await(radio.bind(harness.uri("here")));
        return radio;
    }

    private void send(RadioSocket radio, String group, String body) {
        harness.await(radio.send(group, ZmqMessage.of(body)));
    }

    @Test
    void eachTalksToTheOtherOnly() {
        for (SocketType other : SocketType.values()) {
            assertThat(SocketType.RADIO.accepts(other.wireName())).isEqualTo(other == SocketType.DISH);
            assertThat(other.accepts("RADIO")).isEqualTo(other == SocketType.DISH);
            assertThat(SocketType.DISH.accepts(other.wireName())).isEqualTo(other == SocketType.RADIO);
            assertThat(other.accepts("DISH")).isEqualTo(other == SocketType.RADIO);
        }
    }

    @Test
    void onlyMembersOfTheVeryGroupGetAMessage() {
        RadioSocket radio = radio(o -> {});
        FakePeer a = harness.at("here").connect().join("news", "weather");
        FakePeer b = harness.at("here").connect().join("new", "");
        send(radio, "news", "1");
        send(radio, "new", "2");
        send(radio, "weather", "3");
        send(radio, "", "4");
        send(radio, "sports", "5");
        assertThat(a.takeAll()).containsExactly(ZmqMessage.of("news", "1"), ZmqMessage.of("weather", "3"));
        assertThat(b.takeAll()).containsExactly(ZmqMessage.of("new", "2"), ZmqMessage.of("", "4"));
        a.leave("news", "never joined");
        send(radio, "news", "6");
        assertThat(a.takeAll()).isEmpty();
    }

    @Test
    void joiningTwiceCountsOnce() {
        RadioSocket radio = radio(o -> {});
        FakePeer dish = harness.at("here").connect().join("g", "g");
        send(radio, "g", "once");
        assertThat(dish.takeTexts()).containsExactly("once");
        dish.leave("g");
        send(radio, "g", "gone");
        assertThat(dish.takeTexts()).isEmpty();
        assertThat(harness.await(radio.statistics()).peers().get(0).subscriptions())
                .isZero();
    }

    @Test
    void whatIsNotAGroupAndOneFrameIsRefused() {
        RadioSocket radio = radio(o -> {});
        assertThatThrownBy(() -> harness.await(radio.send("without a group")))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("RADIO");
        assertThatThrownBy(() -> harness.await(radio.send("g", ZmqMessage.of("two", "frames"))))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("RADIO");
        assertThatThrownBy(() -> send(radio, "x".repeat(256), "m"))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("255");
        assertThatThrownBy(() -> send(radio, "a\0b", "m")).isInstanceOf(InvalidMessageException.class);
        send(radio, "x".repeat(255), "m");
    }

    @Test
    void aFullPeerMissesMessagesWhichAreCounted() {
        RadioSocket radio = radio(o -> o.sendHighWaterMark(2));
        FakePeer slow = harness.at("here").connect().join("g");
        FakePeer quick = harness.at("here").connect().join("g").reading();
        for (int i = 0; i < 5; i++) {
            send(radio, "g", "m" + i);
        }
        assertThat(quick.gotTexts()).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(slow.takeTexts()).containsExactly("m0", "m1");
        assertThat(harness.await(radio.statistics()).dropped(DropReason.PEER_FULL))
                .isEqualTo(3);
    }

    @Test
    void withBackPressureDemandIsTheRoomOfTheSlowest() {
        RadioSocket radio = radio(o -> o.sendHighWaterMark(4).onFull(OnFull.BACKPRESSURE));
        FakePeer slow = harness.at("here").connect().join("g");
        FakePeer quick = harness.at("here").connect().join("g").reading();
        Source source = Source.named("m");
        radio.send(Flux.from(source).map(message -> message.prepend("g".getBytes())))
                .subscribe();
        harness.settle();
        harness.call(source::emitAll);
        // What is asked for beyond the slow one's room waits for it, as it may be for others.
        assertThat(source.requested()).isBetween(4L, 8L);
        assertThat(quick.gotTexts()).containsExactly("m-1", "m-2", "m-3", "m-4");
        harness.call(source::emitAll);
        assertThat(quick.gotTexts()).isEmpty();
        assertThat(slow.take(2)).hasSize(2);
        assertThat(quick.gotTexts()).containsExactly("m-5", "m-6");
        assertThat(harness.await(radio.statistics()).dropped()).isZero();
    }

    @Test
    void membersCanBeWaitedFor() {
        RadioSocket radio = radio(o -> {});
        Mono<Void> one = radio.awaitMembers(1);
        FakePeer dish = harness.at("here").connect();
        assertThat(harness.isOver(one)).isFalse();
        dish.join("g");
        assertThat(harness.isOver(radio.awaitMembers(1))).isTrue();
        assertThat(harness.isOver(radio.awaitMembers(2))).isFalse();
    }

    @Test
    void whoJoinsTooManyGroupsLosesItsConnection() {
        radio(o -> o.maxGroupsPerPeer(2));
        FakePeer dish = harness.at("here").connect().join("a", "b", "a");
        assertThat(dish.isUp()).isTrue();
        dish.join("c");
        assertThat(dish.closedBy()).isInstanceOf(ProtocolException.class).hasMessageContaining("maxGroupsPerPeer");
    }

    @Test
    void aRadioTakesNoMessages() {
        RadioSocket radio = radio(o -> {});
        harness.at("here").connect().deliver("m");
        assertThat(harness.await(radio.statistics()).dropped(DropReason.UNWANTED))
                .isEqualTo(1);
    }

    // DISH

    @Test
    void groupsAreToldToAllRadiosAndAgainAfterAReconnection() {
        DishSocket dish = harness.zmq().dish().connect(harness.uri("radio")).join("a");
        FakePeer first = harness.at("radio").accept();
        dish.join("b").join("c").leave("b");
        assertThat(first.controls()).containsExactly("+a", "+b", "+c", "-b");
        first.disconnect();
        harness.advance(Duration.ofSeconds(1));
        assertThat(harness.at("radio").accept().controls()).containsExactly("+a", "+c");
    }

    @Test
    void joiningTwiceAndLeavingWhatWasNotJoinedAreErrors() {
        DishSocket dish = harness.zmq().dish().join("a");
        assertThatThrownBy(() -> dish.join("a"))
                .isInstanceOf(InvalidGroupException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> dish.leave("b")).isInstanceOf(InvalidGroupException.class);
        assertThatThrownBy(() -> dish.join("x".repeat(256)))
                .isInstanceOf(InvalidGroupException.class)
                .hasMessageContaining("255");
        assertThatThrownBy(() -> dish.join("a\0")).isInstanceOf(InvalidGroupException.class);
        dish.leave("a").join("a").join("x".repeat(255));
        harness.await(dish.close());
        assertThatThrownBy(() -> dish.join("late")).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> dish.leave("a")).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void whatItHasNotJoinedIsDroppedAndCounted() {
        DishSocket dish = harness.zmq().dish().connect(harness.uri("radio")).join("a");
        harness.at("radio").accept().deliverFrames("b", "1").deliverFrames("a", "2");
        assertThat(harness.await(dish.receiveOne())).isEqualTo(ZmqMessage.of("a", "2"));
        assertThat(harness.await(dish.statistics()).dropped(DropReason.UNWANTED))
                .isEqualTo(1);
    }

    @Test
    void whatNoRadioSendsEndsTheConnection() {
        DishSocket dish = harness.zmq().dish();
        harness.await(dish.bind(harness.uri("here")));
        for (ZmqMessage broken : new ZmqMessage[] {
            ZmqMessage.of("one"), ZmqMessage.of("a", "b", "c"), ZmqMessage.of("x".repeat(256), "m")
        }) {
            FakePeer radio = harness.at("here").connect().deliver(broken);
            assertThat(radio.closedBy()).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void withinAContextGroupsWork() {
        RadioSocket radio = harness.zmq().radio();
        harness.await(radio.bind("inproc://radio"));
        DishSocket dish = harness.zmq().dish().join("g").connect("inproc://radio");
        harness.await(radio.awaitMembers(1));
        harness.await(radio.send("other", ZmqMessage.of("not for us")));
        harness.await(radio.send("g", Flux.just("1", "2").map(ZmqMessage::of)));
        assertThat(harness.await(dish.receive().take(2).collectList()))
                .containsExactly(ZmqMessage.of("g", "1"), ZmqMessage.of("g", "2"));
        dish.leave("g");
        harness.settle();
        assertThat(harness.isOver(radio.awaitMembers(0))).isTrue();
        assertThat(harness.await(radio.statistics()).peers().get(0).subscriptions())
                .isZero();
    }
}
