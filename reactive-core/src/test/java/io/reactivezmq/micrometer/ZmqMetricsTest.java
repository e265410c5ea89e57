package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Meters show the statistics of sockets, come and go with them, and never disturb them. */
class ZmqMetricsTest extends MetricsFixture {

    private PullSocket pull(String name) {
        return harness.zmq().pull(o -> o.name(name).receiveHighWaterMark(10));
    }

    private PullSocket bound(String name) {
        PullSocket pull = pull(name);
        harness.await(pull.bind(harness.uri("here")));
        return pull;
    }

    // Values.

    @Test
    void metersEqualTheStatistics() {
        PullSocket pull = bound("sink");
        harness.zmq().push();
        bind();
        pull.connect(harness.uri("there"));
        FakePeer one = harness.at("here").connect();
        harness.at("here").connect().deliver("a", "b");
        one.deliver("c", "d", "e");
        Received.of(pull.receive(), 2);
        step();

        SocketStatistics statistics = harness.await(pull.statistics());
        assertThat(statistics.messagesReceived()).isEqualTo(5);
        assertThat(counter("zmq.messages.received", "socket", "sink", "type", "pull"))
                .isEqualTo(5);
        assertThat(counter("zmq.messages.sent", "socket", "sink")).isZero();
        assertThat(counter("zmq.data.received", "socket", "sink")).isEqualTo(statistics.bytesReceived());
        assertThat(counter("zmq.data.sent", "socket", "sink")).isEqualTo(statistics.bytesSent());
        assertThat(gauge("zmq.queue.size", "socket", "sink", "direction", "receive"))
                .isEqualTo(3)
                .isEqualTo(statistics.receiveQueue());
        assertThat(gauge("zmq.queue.size", "socket", "sink", "direction", "send"))
                .isZero();
        assertThat(gauge("zmq.queue.limit", "socket", "sink", "direction", "receive"))
                .as("of two peers and of an endpoint that waits for one")
                .isEqualTo(30);
        assertThat(gauge("zmq.peers", "socket", "sink")).isEqualTo(2);
        assertThat(gauge("zmq.endpoints", "socket", "sink", "state", "listening"))
                .isEqualTo(1);
        assertThat(gauge("zmq.endpoints", "socket", "sink", "state", "connecting"))
                .isEqualTo(1);
        assertThat(gauge("zmq.endpoints", "socket", "sink", "state", "abandoned"))
                .isZero();
        assertThat(registry.find("zmq.requests.active").meters()).isEmpty();
    }

    @Test
    void dropsHaveAMeterForEachReasonOnceItHasOccurred() {
        PullSocket pull = pull("sink").connect(harness.uri("there"));
        bind();
        harness.at("there").accept().deliver("a", "b");
        step();
        assertThat(registry.find("zmq.messages.dropped").meters()).isEmpty();
        pull.disconnect(harness.uri("there"));
        harness.settle();
        step();
        assertThat(counter("zmq.messages.dropped", "socket", "sink", "reason", "undelivered"))
                .isEqualTo(2)
                .isEqualTo(harness.await(pull.statistics()).dropped());
    }

    @Test
    void requestsOfReqAndRepAreShown() {
        RepSocket rep = harness.zmq().rep(o -> o.name("server"));
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(request -> Mono.never(), 1).subscribe();
        ReqSocket req = harness.zmq().req(o -> o.name("client"));
        bind();
        harness.at("here").connect().deliverFrames("", "a").deliverFrames("", "b");
        Received.of(req.request("q"), 1);
        step();
        assertThat(gauge("zmq.requests.active", "socket", "server")).isEqualTo(1);
        assertThat(gauge("zmq.requests.waiting", "socket", "server")).isEqualTo(1);
        assertThat(gauge("zmq.requests.active", "socket", "client")).isZero();
        assertThat(gauge("zmq.requests.waiting", "socket", "client")).isEqualTo(1);
    }

    @Test
    void connectionsAreCountedByTransportAndError() {
        PullSocket pull = bound("sink");
        bind();
        harness.at("here").connect();
        harness.at("here").connect().disconnect();
        harness.at("here").connectBadly(new ProtocolException(ProtocolError.MALFORMED_GREETING, "x"));
        pull.connect(harness.uri("there"));
        harness.at("there").refuse();
        step();
        assertThat(events("zmq.connections.opened", "transport", "fake", "error", "none"))
                .isEqualTo(2);
        assertThat(events("zmq.connections.closed", "transport", "fake", "socket", "sink"))
                .isEqualTo(1);
        assertThat(events("zmq.connections.failed", "transport", "fake", "error", "ConnectFailedException"))
                .isEqualTo(1);
        assertThat(events("zmq.handshakes.failed", "error", "ProtocolException", "type", "pull"))
                .isEqualTo(1);
        step();
        assertThat(events("zmq.connections.opened", "error", "none")).isEqualTo(2);
    }

    @Test
    void aCounterDoesNotDecreaseWhenALostConnectionReturnsMessages() {
        PushSocket push = harness.zmq().push(o -> o.name("source")).connect(harness.uri("sink"));
        bind();
        FakePeer sink = harness.at("sink").accept();
        harness.await(push.send("a"));
        harness.call(() -> sink.rawPipe().poll());
        step();
        assertThat(counter("zmq.messages.sent", "socket", "source")).isEqualTo(1);
        sink.disconnect();
        step();
        assertThat(harness.await(push.statistics()).messagesSent()).isZero();
        assertThat(counter("zmq.messages.sent", "socket", "source")).isEqualTo(1);
    }

    @Test
    void theLagOfALoopIsATimer() {
        pull("sink");
        bind();
        step();
        step();
        assertThat(registry.get("zmq.loop.lag")
                        .tag("loop", Thread.currentThread().getName())
                        .timer()
                        .count())
                .isEqualTo(1);
        step();
        assertThat(registry.get("zmq.loop.lag").timer().count()).isEqualTo(2);
    }

    @Test
    void peersHaveMetersOnRequest() {
        PullSocket pull = bound("sink");
        bind(registry, options -> options.perPeer(true));
        FakePeer one = harness.at("here").connect().deliver("a", "b");
        FakePeer other = harness.at("here").connect();
        Received.of(pull.receive(), 1);
        step();
        String address = one.info().address();
        assertThat(counter("zmq.peer.messages.received", "peer", address, "endpoint", harness.uri("here")))
                .isEqualTo(2);
        assertThat(gauge("zmq.peer.queue.size", "peer", address, "direction", "receive"))
                .isEqualTo(1);
        assertThat(counter("zmq.peer.messages.sent", "peer", other.info().address()))
                .isZero();
        one.disconnect();
        step();
        assertThat(registry.find("zmq.peer.queue.size").tag("peer", address).meters())
                .isEmpty();
        assertThat(registry.find("zmq.peer.queue.size").meters()).hasSize(2);
    }

    // Sockets come and go.

    @Test
    void socketsThatAreOpenAlreadyAndThoseThatAreOpenedLaterHaveMetersUntilTheyHaveClosed() {
        PullSocket before = pull("before");
        bind();
        assertThat(hasMetersOf("before")).isTrue();
        PullSocket after = pull("after");
        harness.settle();
        assertThat(hasMetersOf("after")).isTrue();
        harness.await(before.close());
        assertThat(hasMetersOf("before")).isFalse();
        assertThat(hasMetersOf("after")).isTrue();
        harness.await(after.close());
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void socketsOfOneNameShareMetersThatKeepWhatClosedOnesHaveCounted() {
        PullSocket first = bound("twin");
        PullSocket second = pull("twin");
        harness.await(second.bind(harness.uri("elsewhere")));
        bind();
        harness.at("here").connect().deliver("a", "b");
        harness.at("elsewhere").connect().deliver("c");
        step();
        assertThat(counter("zmq.messages.received", "socket", "twin")).isEqualTo(3);
        assertThat(gauge("zmq.peers", "socket", "twin")).isEqualTo(2);
        harness.await(first.receive().take(2).collectList());
        harness.await(first.close());
        assertThat(counter("zmq.messages.received", "socket", "twin")).isEqualTo(3);
        assertThat(gauge("zmq.peers", "socket", "twin")).isEqualTo(1);
        harness.await(second.close());
        assertThat(hasMetersOf("twin")).isFalse();

        bound("twin");
        harness.settle();
        step();
        assertThat(counter("zmq.messages.received", "socket", "twin"))
                .as("a new one begins anew")
                .isZero();
    }

    @Test
    void theLastEventsOfASocketCountIfAnotherOneShowsItsMeters() {
        PullSocket first = bound("twin");
        pull("twin");
        bind();
        step();
        harness.at("here").connect();
        harness.await(first.close());
        assertThat(events("zmq.connections.opened", "socket", "twin")).isEqualTo(1);
        assertThat(events("zmq.connections.closed", "socket", "twin")).isEqualTo(1);
    }

    @Test
    void aSocketThatClosesAtOnceLeavesNothing() {
        bind();
        harness.zmq().pull(o -> o.name("brief")).close();
        harness.settle();
        assertThat(hasMetersOf("brief")).isFalse();
    }

    @Test
    void additionalTagsAreOnEachMeter() {
        pull("sink");
        bind(registry, options -> options.tags(Tags.of("app", "quotes")));
        step();
        step();
        assertThat(registry.getMeters())
                .hasSizeGreaterThan(10)
                .allSatisfy(meter -> assertThat(meter.getId().getTag("app")).isEqualTo("quotes"));
    }

    // Faults, and the end.

    @Test
    void aLoopThatIsBusyIsAskedOnce() {
        bound("sink");
        bind();
        step();
        int waiting = harness.waiting();
        clock.advanceTimeBy(STEP);
        int asked = harness.waiting();
        assertThat(asked).isGreaterThan(waiting);
        clock.advanceTimeBy(STEP.multipliedBy(100));
        assertThat(harness.waiting()).isEqualTo(asked);
        harness.at("here").connect();
        step();
        assertThat(gauge("zmq.peers", "socket", "sink")).as("it goes on").isEqualTo(1);
    }

    @Test
    void aRegistryThatThrowsDisturbsNeitherSocketsNorOtherMeters() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if (id.getName().equals("zmq.peers") || id.getName().equals("zmq.connections.opened")) {
                    throw new IllegalStateException("no such meter, please");
                }
                return MeterFilterReply.NEUTRAL;
            }
        });
        PullSocket pull = bound("sink");
        bind();
        FakePeer peer = harness.at("here").connect().deliver("a");
        step();
        peer.disconnect();
        step();
        assertThat(counter("zmq.messages.received", "socket", "sink")).isEqualTo(1);
        assertThat(events("zmq.connections.closed", "socket", "sink")).isEqualTo(1);
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("a");
        assertThat(registry.find("zmq.peers").meters()).isEmpty();
        harness.await(pull.close());
        assertThat(hasMetersOf("sink")).isFalse();
        assertThat(harness.droppedErrors()).isEmpty();
    }

    @Test
    void disposingEndsSamplingAndRemovesTheMeters() {
        PullSocket pull = bound("sink");
        MetricsBinding binding = bind();
        step();
        step();
        registry.counter("another");
        binding.dispose();
        assertThat(binding.isDisposed()).isTrue();
        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getName()).isEqualTo("another"));
        assertThat(clock.isDisposed()).isTrue();
        harness.at("here").connect();
        harness.zmq().push();
        harness.await(pull.close());
        assertThat(registry.getMeters()).hasSize(1);
        binding.dispose();
    }

    @Test
    void metersEndWithTheirContext() {
        pull("sink");
        MetricsBinding binding = bind();
        step();
        harness.await(harness.zmq().close());
        assertThat(binding.isDisposed()).isTrue();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void metersOfAContextWithoutSocketsEndWithItToo() {
        MetricsBinding binding = bind();
        harness.await(harness.zmq().close());
        step();
        assertThat(binding.isDisposed()).isTrue();
    }

    @Test
    void bindingAfterTheEndOfTheContextEndsToo() {
        harness.await(harness.zmq().close());
        MetricsBinding binding = bind();
        step();
        assertThat(binding.isDisposed()).isTrue();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> ZmqMetrics.bind(null, registry)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ZmqMetrics.bind(harness.zmq(), null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ZmqMetrics.bind(harness.zmq(), registry, o -> o.step(Duration.ofMillis(9))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("step");
    }
}
