package io.reactivezmq.interop;

import static io.reactivezmq.interop.FailureScene.PATIENCE;
import static io.reactivezmq.interop.FailureScene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.testing.EventLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A place where application code runs and throws. Each one checks that its sockets go on working, and returns the
 * failure that was reported.
 */
enum FailurePlace {
    HANDLER {
        @Override
        Throwable run(FailureScene scene) {
            return scene.serving(request -> scene.failure.raise());
        }
    },
    HANDLER_SUBSCRIBE {
        @Override
        Throwable run(FailureScene scene) {
            return scene.serving(request -> subscriber -> scene.failure.raise());
        }
    },
    HANDLER_REQUEST {
        @Override
        Throwable run(FailureScene scene) {
            return scene.serving(request -> subscriber -> subscriber.onSubscribe(scene.subscription(true, false)));
        }
    },
    HANDLER_SIGNAL {
        @Override
        Throwable run(FailureScene scene) {
            return scene.serving(request ->
                    Mono.create(sink -> Schedulers.single().schedule(() -> sink.error(scene.caught(scene.failure)))));
        }
    },
    HANDLER_CANCEL {
        @Override
        Throwable run(FailureScene scene) {
            RepSocket rep = scene.zmq.rep();
            String at = scene.bound(rep);
            rep.serve(
                            request -> subscriber -> {
                                subscriber.onSubscribe(scene.subscription(false, true));
                                subscriber.onNext(request);
                            },
                            1)
                    .subscribe();
            ReqSocket req = scene.zmq.req().connect(at);
            assertThat(scene.ask(req)).isEqualTo("ask");
            assertThat(scene.ask(req)).isEqualTo("ask");
            return scene.reported();
        }
    },
    REQUESTS {
        @Override
        Throwable run(FailureScene scene) {
            RepSocket rep = scene.zmq.rep();
            String at = scene.bound(rep);
            ThrowingSubscriber<RepRequest> broken = new ThrowingSubscriber<>(scene.failure);
            rep.requests().subscribe(broken);
            scene.zmq.req().connect(at).request("bad").subscribe();
            Throwable reported = broken.error();
            rep.requests().subscribe(request -> request.reply(ZmqMessage.of("fine")));
            assertThat(scene.ask(scene.zmq.req().connect(at))).isEqualTo("fine");
            return reported;
        }
    },
    ANSWER {
        @Override
        Throwable run(FailureScene scene) {
            ReqSocket req = scene.zmq.req(o -> o.maxInFlight(8));
            EventLog events = EventLog.of(req);
            RepSocket rep = scene.zmq.rep();
            List<RepRequest> asked = new ArrayList<>();
            CompletableFuture<List<RepRequest>> all = new CompletableFuture<>();
            rep.requests().subscribe(request -> {
                asked.add(request);
                if (asked.size() == 2) {
                    all.complete(asked);
                }
            });
            req.connect(scene.bound(rep));
            ThrowingSubscriber<ZmqMessage> broken = new ThrowingSubscriber<>(scene.failure);
            req.request("one").subscribe(broken);
            CompletableFuture<ZmqMessage> other = req.request("two").toFuture();
            get(all).forEach(request -> request.reply(ZmqMessage.of("fine")));
            assertThat(get(other).text()).isEqualTo("fine");
            scene.assertConnected(req, events);
            return broken.error();
        }
    },
    RECEIVE {
        @Override
        Throwable run(FailureScene scene) {
            return scene.receiving(pull -> pull.receive());
        }
    },
    RECEIVE_ON_SCHEDULER {
        @Override
        Throwable run(FailureScene scene) {
            return scene.receiving(pull -> pull.receive(Schedulers.parallel()));
        }
    },
    SEND_SOURCE {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            PushSocket push = scene.zmq.push().connect(scene.bound(pull));
            Publisher<ZmqMessage> broken = subscriber -> subscriber.onSubscribe(scene.subscription(true, false));
            ThrowingSubscriber<Void> sender = new ThrowingSubscriber<>(null);
            push.send(broken).subscribe(sender);
            Throwable reported = sender.error();
            push.send(ZmqMessage.of("next")).block(PATIENCE);
            assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("next");
            return reported;
        }
    },
    SEND_COMPLETION {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            PushSocket push = scene.zmq.push().connect(scene.bound(pull));
            push.send(ZmqMessage.of("first")).subscribe(new ThrowingSubscriber<>(scene.failure));
            push.send(ZmqMessage.of("next")).block(PATIENCE);
            assertThat(pull.receive()
                            .take(2)
                            .map(ZmqMessage::text)
                            .collectList()
                            .block(PATIENCE))
                    .containsExactly("first", "next");
            return scene.reported();
        }
    },
    EVENTS {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            ThrowingSubscriber<SocketEvent> broken = new ThrowingSubscriber<>(scene.failure);
            pull.events().subscribe(broken);
            EventLog others = EventLog.of(pull);
            String at = scene.bound(pull);
            others.next(SocketEvent.Listening.class);
            scene.zmq.push().connect(at).send(ZmqMessage.of("m")).block(PATIENCE);
            others.next(SocketEvent.HandshakeSucceeded.class);
            return broken.error();
        }
    },
    SUBSCRIPTIONS {
        @Override
        Throwable run(FailureScene scene) {
            XPubSocket xpub = scene.zmq.xpub();
            ThrowingSubscriber<SubscriptionNotification> broken = new ThrowingSubscriber<>(scene.failure);
            xpub.subscriptions().subscribe(broken);
            CompletableFuture<SubscriptionNotification> other = xpub.subscriptions()
                    .filter(notice -> notice.topicText().equals("b"))
                    .next()
                    .toFuture();
            XSubSocket xsub = scene.zmq.xsub().connect(scene.bound(xpub));
            EventLog events = EventLog.of(xsub);
            xsub.subscribe("a").subscribe("b");
            get(other);
            scene.assertConnected(xsub, events);
            return broken.error();
        }
    },
    STATISTICS {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            scene.bound(pull);
            ThrowingSubscriber<SocketStatistics> broken = new ThrowingSubscriber<>(scene.failure);
            pull.statistics().subscribe(broken);
            assertThat(pull.statistics().block(PATIENCE)).isNotNull();
            return broken.error();
        }
    },
    FLUSH {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            PushSocket push = scene.zmq.push();
            EventLog events = EventLog.of(push);
            push.send(ZmqMessage.of("waits")).subscribe();
            push.connect(scene.bound(pull));
            push.flush().subscribe(new ThrowingSubscriber<>(scene.failure));
            push.flush().block(PATIENCE);
            assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("waits");
            scene.assertConnected(push, events);
            return scene.reported();
        }
    },
    AWAIT_PEERS {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            PushSocket push = scene.zmq.push();
            pull.awaitPeers(1).subscribe(new ThrowingSubscriber<>(scene.failure));
            CompletableFuture<Void> other = pull.awaitPeers(1).toFuture();
            push.connect(scene.bound(pull));
            get(other);
            return scene.reported();
        }
    },
    CLOSE {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            scene.bound(pull);
            pull.close().subscribe(new ThrowingSubscriber<>(scene.failure));
            pull.close().block(PATIENCE);
            return scene.reported();
        }
    },
    AUTHENTICATOR {
        @Override
        Throwable run(FailureScene scene) {
            return scene.authenticating(request -> scene.failure.raise());
        }
    },
    AUTHENTICATOR_SUBSCRIBE {
        @Override
        Throwable run(FailureScene scene) {
            return scene.authenticating(request -> Mono.fromCallable(scene.failure::raise));
        }
    },
    RECONNECT_POLICY {
        @Override
        Throwable run(FailureScene scene) {
            PullSocket pull = scene.zmq.pull();
            String at = scene.bound(pull);
            pull.close().block(PATIENCE);
            PushSocket push = scene.zmq.push(
                    o -> o.reconnectInterval(Duration.ofMillis(10)).reconnectWhen(failure -> scene.failure.raise()));
            EventLog events = EventLog.of(push);
            push.connect(at);
            events.next(SocketEvent.ConnectRetried.class);
            events.next(SocketEvent.ConnectRetried.class);
            return scene.reported();
        }
    },
    RESOLVER {
        @Override
        Throwable run(FailureScene scene) {
            AtomicBoolean broken = new AtomicBoolean(true);
            ZmqContext own = ZmqContext.create(o -> o.loops(1)
                    .resolver(host -> broken.getAndSet(false)
                            ? scene.failure.raise()
                            : Mono.just(List.of(InetAddress.getLoopbackAddress()))));
            try {
                PullSocket pull = own.pull();
                int port = pull.bind("tcp://127.0.0.1:*").block(PATIENCE).port();
                PushSocket push = own.push(o -> o.reconnectInterval(Duration.ofMillis(10)));
                EventLog events = EventLog.of(push);
                push.connect("tcp://some.where:" + port);
                Throwable reported =
                        events.next(SocketEvent.ConnectFailed.class).cause();
                push.send(ZmqMessage.of("m")).block(PATIENCE);
                assertThat(pull.receiveOne().block(PATIENCE).text()).isEqualTo("m");
                return Stream.iterate(reported, cause -> cause != null, Throwable::getCause)
                        .filter(scene.failure::is)
                        .findFirst()
                        .orElse(reported);
            } finally {
                own.close().block(PATIENCE);
            }
        }
    };

    private static final EnumSet<FailurePlace> ONLY_TCP =
            EnumSet.of(AUTHENTICATOR, AUTHENTICATOR_SUBSCRIBE, RECONNECT_POLICY, RESOLVER);

    abstract Throwable run(FailureScene scene);

    boolean isOn(String transport) {
        return transport.equals("tcp") || !ONLY_TCP.contains(this);
    }
}
