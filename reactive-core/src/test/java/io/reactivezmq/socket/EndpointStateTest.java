package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.EndpointState.Status;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The states of endpoints. */
class EndpointStateTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private List<EndpointState> states(ZmqSocket<?> socket) {
        return harness.await(socket.endpoints());
    }

    private EndpointState only(ZmqSocket<?> socket) {
        List<EndpointState> states = states(socket);
        assertThat(states).hasSize(1);
        return states.get(0);
    }

    private void failToBind(ZmqSocket<?> socket, String name) {
        harness.at(name).refuseToBind(new BindException("in use"));
        Received<Endpoint> bound = Received.of(socket.bind(harness.uri(name)), 1);
        harness.settle();
        assertThat(bound.error()).isNotNull();
    }

    private PushSocket abandoned() {
        PushSocket push = harness.zmq()
                .push(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED))
                .connect(harness.uri("sink"));
        harness.settle();
        harness.at("sink").refuse();
        return push;
    }

    // Bound endpoints.

    @Test
    void aBoundEndpointListensAndCountsItsPeers() {
        PullSocket pull = harness.zmq().pull();
        assertThat(states(pull)).isEmpty();
        Instant before = Instant.now();
        Endpoint at = harness.await(pull.bind(harness.uri("*")));
        FakePeer peer = harness.at(at).connect();
        harness.at(at).connect();
        EndpointState state = only(pull);
        assertThat(state.endpoint()).isEqualTo(at.uri());
        assertThat(state.status()).isEqualTo(Status.LISTENING);
        assertThat(state.attempts()).isZero();
        assertThat(state.lastFailure()).isNull();
        assertThat(state.since()).isBetween(before, Instant.now());
        assertThat(state.peers()).isEqualTo(2);

        peer.disconnect();
        assertThat(only(pull).peers()).isEqualTo(1);
        harness.await(pull.unbind(at));
        assertThat(states(pull)).isEmpty();
    }

    @Test
    void anEndpointThatCouldNotBeBoundIsListedWithItsReasonUntilItIsBound() {
        PullSocket pull = harness.zmq().pull();
        failToBind(pull, "here");
        EndpointState first = only(pull);
        assertThat(first.endpoint()).isEqualTo(harness.uri("here"));
        assertThat(first.status()).isEqualTo(Status.BIND_FAILED);
        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.lastFailure()).hasRootCauseMessage("in use");
        assertThat(first.peers()).isZero();
        failToBind(pull, "here");
        assertThat(only(pull).attempts()).isEqualTo(2);
        assertThat(only(pull).since()).isEqualTo(first.since());

        harness.await(pull.bind(harness.uri("here")));
        assertThat(only(pull).status()).isEqualTo(Status.LISTENING);
    }

    @Test
    void unbindingForgetsAnEndpointThatCouldNotBeBound() {
        PullSocket pull = harness.zmq().pull();
        failToBind(pull, "here");
        assertThat(harness.isOver(pull.unbind(harness.uri("here")))).isTrue();
        assertThat(states(pull)).isEmpty();
        Received<Void> again = Received.of(pull.unbind(harness.uri("here")), 0);
        harness.settle();
        assertThat(again.error()).isInstanceOf(UnknownEndpointException.class);
    }

    @Test
    void aBindThatIsCanceledBeforeItFailsIsNotListed() {
        PullSocket pull = harness.zmq().pull();
        harness.at("here").refuseToBind(new BindException("in use"));
        Received.of(pull.bind(harness.uri("here")), 1).cancel();
        assertThat(states(pull)).isEmpty();
    }

    @Test
    void atMostTheLatest64FailuresToBindAreListed() {
        PullSocket pull = harness.zmq().pull();
        for (int i = 0; i < 70; i++) {
            failToBind(pull, "p" + i);
        }
        assertThat(states(pull)).hasSize(64).extracting(EndpointState::endpoint).startsWith(harness.uri("p6"));
    }

    // Connected endpoints.

    @Test
    void aConnectedEndpointCountsTheAttemptsOfAnOutage() {
        PushSocket push = harness.zmq().push().connect(harness.uri("sink"));
        EndpointState started = only(push);
        assertThat(started.endpoint()).isEqualTo(harness.uri("sink"));
        assertThat(started.status()).isEqualTo(Status.CONNECTING);
        assertThat(started.attempts()).isZero();
        assertThat(started.lastFailure()).isNull();

        for (int i = 1; i <= 3; i++) {
            harness.at("sink").refuse();
            assertThat(only(push).attempts()).isEqualTo(i);
            assertThat(only(push).lastFailure()).isInstanceOf(ConnectFailedException.class);
            assertThat(only(push).since()).as("still the same outage").isEqualTo(started.since());
            harness.advance(LONG);
        }

        FakePeer sink = harness.at("sink").accept();
        EndpointState connected = only(push);
        assertThat(connected.status()).isEqualTo(Status.CONNECTED);
        assertThat(connected.attempts()).isZero();
        assertThat(connected.lastFailure()).isInstanceOf(ConnectFailedException.class);
        assertThat(connected.since()).isAfterOrEqualTo(started.since());
        assertThat(connected.peers()).isEqualTo(1);

        sink.disconnect();
        EndpointState lost = only(push);
        assertThat(lost.status()).isEqualTo(Status.CONNECTING);
        assertThat(lost.attempts()).isZero();
        assertThat(lost.lastFailure()).isNotNull().isNotInstanceOf(ConnectFailedException.class);
        assertThat(lost.peers()).isZero();
    }

    @Test
    void anAbandonedEndpointIsListedUntilItIsDisconnected() {
        PushSocket push = abandoned();
        harness.advance(LONG);
        EndpointState state = only(push);
        assertThat(state.status()).isEqualTo(Status.ABANDONED);
        assertThat(state.attempts()).isEqualTo(1);
        assertThat(state.lastFailure()).isInstanceOf(ConnectFailedException.class);
        push.disconnect(harness.uri("sink"));
        assertThat(states(push)).isEmpty();
    }

    @Test
    void anAbandonedEndpointThatIsConnectedAgainIsListedOnce() {
        PushSocket push = abandoned();
        push.connect(harness.uri("sink"));
        assertThat(only(push).status()).isEqualTo(Status.CONNECTING);
        harness.at("sink").accept();
        assertThat(only(push).status()).isEqualTo(Status.CONNECTED);
        push.connect(harness.uri("sink"));
        assertThat(states(push)).extracting(EndpointState::status).containsExactly(Status.CONNECTED, Status.CONNECTING);
    }

    @Test
    void anAbandonedEndpointIsConnectedAnewOnEveryType() {
        Map<SocketType, ZmqSocket<?>> sockets = Map.of(
                SocketType.SUB, harness.zmq().sub(o -> o.reconnectInterval(Duration.ZERO)),
                SocketType.PUB, harness.zmq().pub(o -> o.reconnectInterval(Duration.ZERO)),
                SocketType.REQ, harness.zmq().req(o -> o.reconnectInterval(Duration.ZERO)),
                SocketType.DEALER, harness.zmq().dealer(o -> o.reconnectInterval(Duration.ZERO)),
                SocketType.PUSH, harness.zmq().push(o -> o.reconnectInterval(Duration.ZERO)),
                SocketType.PAIR, harness.zmq().pair(o -> o.reconnectInterval(Duration.ZERO)));
        sockets.forEach((type, socket) -> {
            String name = "peer-of-" + type.name().toLowerCase(Locale.ROOT);
            String at = harness.uri(name);
            for (int i = 1; i <= 3; i++) {
                socket.connect(at);
                harness.settle();
                assertThat(only(socket).status()).as("%s", type).isEqualTo(Status.CONNECTING);
                assertThat(harness.at(name).dials()).as("%s", type).isEqualTo(i);
                harness.at(name).refuse();
                assertThat(only(socket).status()).as("%s", type).isEqualTo(Status.ABANDONED);
            }
            socket.connect(at);
            harness.settle();
            harness.at(name).accept();
            assertThat(only(socket).status()).as("%s", type).isEqualTo(Status.CONNECTED);
            socket.disconnect(at);
            assertThat(states(socket)).as("%s", type).isEmpty();
        });
    }

    @Test
    void anEndpointMayBeConnectedAnewWhereItsEndIsReported() {
        DealerSocket dealer = harness.zmq().dealer(o -> o.reconnectStop(ReconnectStop.CONNECTION_REFUSED));
        dealer.events()
                .ofType(SocketEvent.ConnectAbandoned.class)
                .next()
                .subscribe(abandoned -> dealer.connect(abandoned.endpoint()));
        dealer.connect(harness.uri("sink"));
        harness.settle();
        harness.at("sink").refuse();
        harness.settle();
        assertThat(harness.at("sink").isDialed()).isTrue();
        assertThat(only(dealer).status()).isEqualTo(Status.CONNECTING);
    }

    @Test
    void anAbandonedSocketClosesAtOnce() {
        PushSocket push = abandoned();
        assertThat(harness.isOver(push.close())).isTrue();
    }

    // All.

    @Test
    void endpointsAreListedByKind() {
        SubSocket sub = harness.zmq().sub();
        failToBind(sub, "taken");
        sub.connect(harness.uri("there"));
        harness.await(sub.bind(harness.uri("here")));
        sub.connect(harness.uri("elsewhere"));
        assertThat(states(sub))
                .extracting(EndpointState::endpoint)
                .containsExactly(
                        harness.uri("here"), harness.uri("there"), harness.uri("elsewhere"), harness.uri("taken"));
    }

    @Test
    void aClosedSocketHasNone() {
        PushSocket push = harness.zmq().push(o -> o.linger(LONG)).connect(harness.uri("sink"));
        failToBind(push, "here");
        harness.at("sink").accept();
        harness.await(push.send("m"));
        Received<Void> closed = Received.of(push.close(), 0);
        assertThat(states(push)).isEmpty();
        assertThat(closed.isOpen()).as("it lingers").isTrue();
        harness.advance(LONG);
        assertThat(closed.isCompleted()).isTrue();
        assertThat(states(push)).isEmpty();
    }
}
