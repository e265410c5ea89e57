package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.broadcast.Broadcast;
import io.reactivezmq.broadcast.ReaderPolicy;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * With Reactor's automatic context propagation, application code sees the thread-locals of the subscriber's context,
 * wherever it is called. The table in docs/architecture.md lists the places.
 */
class ContextPropagationTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ThreadLocal<String> USER = new ThreadLocal<>();
    private static final Context ANN = Context.of("user", "ann");

    private ZmqContext zmq;

    /** Who was seen, by place. */
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private static final class UserAccessor implements ThreadLocalAccessor<String> {

        @Override
        public Object key() {
            return "user";
        }

        @Override
        public String getValue() {
            return USER.get();
        }

        @Override
        public void setValue(String value) {
            USER.set(value);
        }

        @Override
        public void setValue() {
            USER.remove();
        }
    }

    @BeforeAll
    static void enable() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new UserAccessor());
        Hooks.enableAutomaticContextPropagation();
    }

    @AfterAll
    static void disable() {
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().removeThreadLocalAccessor("user");
    }

    @BeforeEach
    void open() {
        zmq = ZmqContext.create(o -> o.loops(1));
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private void note(String place) {
        seen.put(place, String.valueOf(USER.get()));
    }

    private void assertAnnEverywhere(String... places) {
        assertThat(seen).containsOnlyKeys(places);
        assertThat(seen.values()).containsOnly("ann");
        assertThat(USER.get()).as("this thread").isNull();
    }

    /** A codec that notes who it is called for. */
    private MessageCodec<String> codec(String name) {
        return new MessageCodec<>() {
            @Override
            public ZmqMessage encode(String value) {
                note(name + " encodes");
                return ZmqMessage.of(value);
            }

            @Override
            public String decode(ZmqMessage message) {
                note(name + " decodes");
                return message.text();
            }
        };
    }

    @Test
    void receivers() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("inproc://a").block(LIMIT));
        push.send(Flux.range(0, 10).map(i -> ZmqMessage.of("m" + i))).block(LIMIT);
        pull.receive()
                .take(1)
                .doOnNext(message -> note("receive"))
                .contextWrite(ANN)
                .blockLast(LIMIT);
        pull.receive(Schedulers.parallel())
                .take(1)
                .doOnNext(message -> note("receive on a scheduler"))
                .contextWrite(ANN)
                .blockLast(LIMIT);
        pull.receive(codec("loop"))
                .take(1)
                .doOnNext(message -> note("receive values"))
                .contextWrite(ANN)
                .blockLast(LIMIT);
        pull.receive(Schedulers.parallel(), codec("worker"), OnUndecodable.SKIP)
                .take(1)
                .doOnNext(message -> note("receive values on a scheduler"))
                .contextWrite(ANN)
                .blockLast(LIMIT);
        pull.receiveOne()
                .doOnNext(message -> note("receiveOne"))
                .contextWrite(ANN)
                .block(LIMIT);
        assertAnnEverywhere(
                "receive",
                "receive on a scheduler",
                "loop decodes",
                "receive values",
                "worker decodes",
                "receive values on a scheduler",
                "receiveOne");
    }

    @Test
    void senders() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("inproc://b").block(LIMIT));
        Flux<String> source = Flux.<String>generate(out -> {
                    note("source");
                    out.next("m");
                })
                .doOnRequest(count -> note("request"))
                .take(3);
        push.send(source.map(ZmqMessage::of))
                .doOnSuccess(end -> note("sent"))
                .contextWrite(ANN)
                .block(LIMIT);
        push.send(source, codec("sender")).contextWrite(ANN).block(LIMIT);
        push.send("one").doOnSuccess(end -> note("sent one")).contextWrite(ANN).block(LIMIT);
        push.flush().doOnSuccess(end -> note("flushed")).contextWrite(ANN).block(LIMIT);
        push.send(Flux.<ZmqMessage>never().doOnCancel(() -> note("cancel")))
                .doOnError(closed -> note("closed"))
                .contextWrite(ANN)
                .subscribe(null, closed -> {});
        push.close(Duration.ZERO).block(LIMIT);
        assertAnnEverywhere("source", "request", "sent", "sender encodes", "sent one", "flushed", "cancel", "closed");
    }

    @Test
    void requestsAndHandlers() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("inproc://c").block(LIMIT));
        Context bob = Context.of("user", "bob");
        rep.serve(request -> {
                    note("handler");
                    return Mono.just(request)
                            .publishOn(Schedulers.parallel())
                            .doOnNext(message -> note("publisher of the handler"));
                })
                .contextWrite(ANN)
                .subscribe();
        req.request("q").doOnNext(answer -> note("answer")).contextWrite(ANN).block(LIMIT);
        assertAnnEverywhere("handler", "publisher of the handler", "answer");
        String other = req.request("q")
                .map(answer -> String.valueOf(USER.get()))
                .contextWrite(bob)
                .block(LIMIT);
        assertThat(other).isEqualTo("bob");
        assertThat(seen.get("handler")).isEqualTo("ann");
    }

    @Test
    void requestsAndHandlersOfValues() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("inproc://d").block(LIMIT));
        rep.serve(codec("handler"), codec("handler"), request -> {
                    note("handler");
                    return Mono.just(request);
                })
                .contextWrite(ANN)
                .subscribe();
        req.request("q", codec("request"), codec("request"))
                .doOnNext(answer -> note("answer"))
                .contextWrite(ANN)
                .block(LIMIT);
        assertAnnEverywhere(
                "handler decodes", "handler", "handler encodes", "request encodes", "request decodes", "answer");
    }

    @Test
    void requestsAsObjects() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("inproc://e").block(LIMIT));
        rep.requests()
                .doOnNext(request -> {
                    note("requests");
                    request.onEnd()
                            .doOnSuccess(end -> note("onEnd"))
                            .contextWrite(ANN)
                            .subscribe();
                    request.reply(request.message());
                })
                .contextWrite(ANN)
                .subscribe();
        req.request("q").block(LIMIT);
        rep.statistics().block(LIMIT);
        assertAnnEverywhere("requests", "onEnd");
    }

    @Test
    void aHandlerThatIsCancelled() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("inproc://g").block(LIMIT));
        Sinks.Empty<Void> cancelled = Sinks.empty();
        Sinks.Empty<Void> begun = Sinks.empty();
        rep.serve(request -> Mono.<ZmqMessage>never()
                        .doOnSubscribe(subscription -> begun.tryEmitEmpty())
                        .doOnCancel(() -> {
                            note("cancel");
                            cancelled.tryEmitEmpty();
                        }))
                .contextWrite(ANN)
                .subscribe();
        req.request("q").subscribe(null, closed -> {});
        begun.asMono().block(LIMIT);
        req.close(Duration.ZERO).block(LIMIT);
        cancelled.asMono().block(LIMIT);
        assertAnnEverywhere("cancel");
    }

    @Test
    void readersAndObservers() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("inproc://h").block(LIMIT));
        Broadcast<ZmqMessage> broadcast = Broadcast.of(pull.receive());
        Sinks.Empty<Void> read = Sinks.empty();
        for (ReaderPolicy policy : ReaderPolicy.values()) {
            broadcast
                    .read(policy)
                    .doOnNext(message -> note("reader " + policy))
                    .doOnNext(message -> {
                        if (policy == ReaderPolicy.DROP) {
                            read.tryEmitEmpty();
                        }
                    })
                    .contextWrite(ANN)
                    .subscribe();
        }
        push.send("m").block(LIMIT);
        read.asMono().block(LIMIT);

        XPubSocket xpub = zmq.xpub();
        CompletableFuture<SubscriptionNotification> noticed = xpub.subscriptions()
                .next()
                .doOnNext(subscription -> note("subscriptions"))
                .contextWrite(ANN)
                .toFuture();
        zmq.sub().connect(xpub.bind("inproc://i").block(LIMIT)).subscribe("topic");
        assertThat(noticed).succeedsWithin(LIMIT);
        assertAnnEverywhere("reader SLOWEST", "reader LATEST", "reader DROP", "subscriptions");
    }

    @Test
    void callsWithAnAnswer() {
        PullSocket pull = zmq.pull();
        pull.events()
                .take(1)
                .doOnNext(event -> note("events"))
                .contextWrite(ANN)
                .subscribe();
        pull.bind("inproc://f").doOnNext(at -> note("bind")).contextWrite(ANN).block(LIMIT);
        PushSocket push = zmq.push().connect("inproc://f");
        push.awaitPeers(1)
                .doOnSuccess(end -> note("awaitPeers"))
                .contextWrite(ANN)
                .block(LIMIT);
        pull.awaitPeers(1).block(LIMIT);
        pull.statistics()
                .doOnNext(counts -> note("statistics"))
                .contextWrite(ANN)
                .block(LIMIT);
        pull.disconnectPeers(peer -> {
                    note("predicate");
                    return true;
                })
                .doOnNext(count -> note("disconnectPeers"))
                .contextWrite(ANN)
                .block(LIMIT);
        pull.unbind("inproc://f")
                .doOnSuccess(end -> note("unbind"))
                .contextWrite(ANN)
                .block(LIMIT);
        pull.close().doOnSuccess(end -> note("close")).contextWrite(ANN).block(LIMIT);
        assertAnnEverywhere(
                "events", "bind", "awaitPeers", "statistics", "predicate", "disconnectPeers", "unbind", "close");
    }
}
