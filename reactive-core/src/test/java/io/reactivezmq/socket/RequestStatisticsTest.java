package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Statistics: the requests of REQ and REP, and since when a peer is connected. */
class RequestStatisticsTest extends ReqFixture {

    private final List<Sinks.One<ZmqMessage>> handling = new ArrayList<>();

    private Mono<ZmqMessage> handle(ZmqMessage request) {
        Sinks.One<ZmqMessage> reply = Sinks.one();
        handling.add(reply);
        return reply.asMono();
    }

    private void assertRequests(ZmqSocket<?> socket, int inFlight, int waiting) {
        SocketStatistics statistics = harness.await(socket.statistics());
        assertThat(statistics.inFlight()).as("in flight").isEqualTo(inFlight);
        assertThat(statistics.waiting()).as("waiting").isEqualTo(waiting);
    }

    @Test
    void aReqCountsRequestsInFlightAndThoseThatWait() {
        ReqSocket req = harness.zmq().req(o -> o.maxInFlight(2)).connect(harness.uri("svc"));
        List<Received<ZmqMessage>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask(req, "q" + i));
        }
        assertRequests(req, 0, 5);
        FakePeer peer = accept("svc").reading();
        assertRequests(req, 2, 3);
        peer.deliver(answer(peer.next(), "a"));
        assertRequests(req, 2, 2);
        answers.get(4).cancel();
        assertRequests(req, 2, 1);
        peer.disconnect();
        assertRequests(req, 0, 1);
        harness.await(req.close());
        assertRequests(req, 0, 0);
    }

    @Test
    void aRepCountsRequestsThatAreHandledAndThoseThatWait() {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        rep.serve(this::handle, 2).subscribe();
        FakePeer one = harness.at("here").connect();
        FakePeer other = harness.at("here").connect();
        for (int i = 0; i < 3; i++) {
            one.deliverFrames("", "q");
            other.deliverFrames("", "q");
        }
        assertRequests(rep, 2, 4);
        handling.get(0).tryEmitValue(ZmqMessage.of("r"));
        assertRequests(rep, 2, 3);
        one.disconnect();
        assertRequests(rep, 2, 1);
        other.disconnect();
        assertRequests(rep, 0, 0);
    }

    @Test
    void aRepCountsRequestsThatItHasHandedOut() {
        RepSocket rep = harness.zmq().rep();
        harness.await(rep.bind(harness.uri("here")));
        Received<RepRequest> requests = Received.of(rep.requests(), 2);
        FakePeer peer = harness.at("here").connect();
        for (int i = 0; i < 3; i++) {
            peer.deliverFrames("", "q");
        }
        assertRequests(rep, 2, 1);
        requests.values().get(0).reply(ZmqMessage.of("r"));
        requests.values().get(1).decline();
        assertRequests(rep, 0, 1);
    }

    @Test
    void otherTypesHaveNone() {
        PullSocket pull = harness.zmq().pull();
        harness.await(pull.bind(harness.uri("here")));
        harness.at("here").connect().deliver("m");
        assertRequests(pull, 0, 0);
    }

    @Test
    void aPeerIsConnectedSinceItsHandshake() {
        PullSocket pull = harness.zmq().pull().connect(harness.uri("there"));
        assertThat(connectedAt(pull)).isNull();
        Instant before = Instant.now();
        FakePeer peer = harness.at("there").accept();
        assertThat(connectedAt(pull)).isBetween(before, Instant.now());
        peer.disconnect();
        SocketStatistics statistics = harness.await(pull.statistics());
        assertThat(statistics.peers().get(0).peer()).as("the last one").isNotNull();
        assertThat(statistics.peers().get(0).connectedAt()).isNull();
    }

    private Instant connectedAt(ZmqSocket<?> socket) {
        return harness.await(socket.statistics()).peers().get(0).connectedAt();
    }
}
