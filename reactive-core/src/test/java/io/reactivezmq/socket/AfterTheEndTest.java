package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SubSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The context is closed and its threads have ended: calls of its sockets report that, each in its usual way. */
class AfterTheEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
    private final DealerSocket dealer = zmq.dealer();
    private final RouterSocket router = zmq.router();
    private final ReqSocket req = zmq.req();
    private final RepSocket rep = zmq.rep();
    private final SubSocket sub = zmq.sub();
    private final XPubSocket xpub = zmq.xpub();
    private Received<ZmqMessage> receiving;
    private Received<ZmqMessage> receivingElsewhere;
    private Received<RepRequest> requests;
    private Received<SocketEvent> events;
    private Received<SubscriptionNotification> notifications;
    private RepRequest unanswered;

    @BeforeEach
    void end() {
        rep.bind("inproc://svc").block(PATIENCE);
        requests = Received.of(rep.requests(), 5);
        ReqSocket asker = zmq.req().connect("inproc://svc");
        asker.request("q").subscribe(null, closed -> {});
        unanswered = requests.await(1).values().get(0);
        receiving = Received.of(dealer.receive(), 5);
        receivingElsewhere = Received.of(dealer.receive(Schedulers.parallel()), 5);
        events = Received.of(sub.events(), 5);
        notifications = Received.of(xpub.subscriptions(), 5);
        zmq.close().block(PATIENCE);
    }

    private static void assertFails(Publisher<?> publisher) {
        assertThat(Received.of(publisher, 1).awaitEnd().error()).isInstanceOf(SocketClosedException.class);
    }

    private static void assertCompletes(Publisher<?> publisher) {
        assertThat(Received.of(publisher, 1).awaitEnd().isCompleted()).isTrue();
    }

    @Test
    void sendingFails() {
        assertFails(dealer.send("m"));
        assertFails(dealer.send(Mono.just(ZmqMessage.of("m"))));
        Source source = Source.named("m");
        assertFails(dealer.send(source));
        assertThat(source.isCancelled()).isTrue();
        assertThatThrownBy(() -> dealer.trySend(ZmqMessage.of("m"))).isInstanceOf(SocketClosedException.class);
        assertFails(router.to(RoutingId.of("x")).send("m"));
        assertFails(req.request("q"));
        assertCompletes(dealer.flush());
    }

    @Test
    void receivingHasCompletedAndBeginsNoMore() {
        assertThat(receiving.awaitEnd().isCompleted()).isTrue();
        assertThat(receivingElsewhere.awaitEnd().isCompleted()).isTrue();
        assertThat(requests.awaitEnd().isCompleted()).isTrue();
        assertThat(events.awaitEnd().isCompleted()).isTrue();
        assertThat(notifications.awaitEnd().isCompleted()).isTrue();
        assertFails(dealer.receive());
        assertFails(dealer.receive(Schedulers.parallel()));
        assertFails(dealer.receiveOne());
        assertFails(dealer.receiveOne(PATIENCE));
        assertFails(dealer.receiveOne(Duration.ZERO));
        assertThat(dealer.tryReceive()).isNull();
        assertThat(dealer.tryReceive()).isNull();
        assertFails(rep.requests());
        assertFails(rep.serve(Mono::just));
        assertFails(sub.events());
        assertFails(xpub.subscriptions());
    }

    @Test
    void lateCancellationsAndRequestsAndAnswersDoNothing() {
        List.of(receiving, receivingElsewhere, requests).forEach(received -> {
            received.awaitEnd();
            received.request(1);
            received.cancel();
            received.isCompleted();
        });
        unanswered.reply(ZmqMessage.of("too late"));
    }

    @Test
    void theRestSaysSoToo() {
        assertThatThrownBy(() -> sub.subscribe("x")).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> sub.connect("inproc://x")).isInstanceOf(SocketClosedException.class);
        assertFails(sub.bind("inproc://x"));
        assertFails(sub.awaitPeers(1));
        assertThat(sub.statistics().block(PATIENCE).peers()).isEmpty();
        sub.close().block(PATIENCE);
        sub.highWaterMarks(1, 1);
        zmq.close().block(PATIENCE);
    }
}
