package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.broadcast.Broadcast;
import io.reactivezmq.broadcast.ReaderPolicy;
import io.reactivezmq.codec.MessageCodecs;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.value.OnUndecodable;
import io.reactivezmq.options.value.OnUnsendable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Scannable;
import reactor.core.Scannable.Attr;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Reactor's hooks, names and traces see the publishers of the API, as they see Reactor's own operators. */
class AssemblyTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));

    /** Calls that refuse the argument at once, as these types have transports of their own. */
    private static final Set<String> REFUSED = Set.of("DgramSocket.bind", "StreamSocket.bind");

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    /** The objects with publishers: one of each type of the API. */
    private Map<Class<?>, Object> objects() throws ReflectiveOperationException {
        Map<Class<?>, Object> objects = new LinkedHashMap<>();
        for (Method method : ZmqContext.class.getMethods()) {
            if (method.getParameterCount() == 0 && ZmqSocket.class.isAssignableFrom(method.getReturnType())) {
                objects.put(method.getReturnType(), method.invoke(zmq));
            }
        }
        RouterSocket router = zmq.router();
        objects.put(MessageSender.class, router.to(RoutingId.of("id")));
        objects.put(RepRequest.class, request());
        objects.put(ZmqProxy.class, zmq.proxy(zmq.pull(), zmq.push()));
        objects.put(Broadcast.class, Broadcast.of(Flux.never()));
        objects.put(ZmqContext.class, zmq);
        return objects;
    }

    private RepRequest request() {
        RepSocket rep = zmq.rep();
        zmq.req()
                .connect(rep.bind("inproc://assembly").block(LIMIT))
                .request("q")
                .subscribe(null, closed -> {});
        return rep.requests().next().block(LIMIT);
    }

    /** The methods that return publishers. Those that close the object come last. */
    private static List<Method> publishers(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> Publisher.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .sorted(Comparator.comparing((Method method) -> isClosing(method))
                        .thenComparing(Method::toString))
                .toList();
    }

    private static boolean isClosing(Method method) {
        return Set.of("close", "drain").contains(method.getName());
    }

    private static Object argument(Class<?> type) {
        Function<Object, Publisher<?>> handler = value -> Mono.empty();
        Map<Class<?>, Object> arguments = Map.ofEntries(
                Map.entry(String.class, "inproc://somewhere"),
                Map.entry(Object.class, "value"),
                Map.entry(int.class, 1),
                Map.entry(Duration.class, Duration.ofMillis(1)),
                Map.entry(Endpoint.class, new Endpoint("inproc://somewhere")),
                Map.entry(ZmqMessage.class, ZmqMessage.of("id", "body")),
                Map.entry(Publisher.class, Flux.empty()),
                Map.entry(Flux.class, Flux.empty()),
                Map.entry(MessageCodec.class, MessageCodecs.text()),
                Map.entry(OnUndecodable.class, OnUndecodable.SKIP),
                Map.entry(OnUnsendable.class, OnUnsendable.DROP),
                Map.entry(ReaderPolicy.class, ReaderPolicy.DROP),
                Map.entry(Scheduler.class, Schedulers.parallel()),
                Map.entry(Predicate.class, (Predicate<Object>) peer -> false),
                Map.entry(Consumer.class, (Consumer<Object>) options -> {}),
                Map.entry(LongConsumer.class, (LongConsumer) lost -> {}),
                Map.entry(Function.class, handler));
        assertThat(arguments).as("an argument for this test").containsKey(type);
        return arguments.get(type);
    }

    private static Publisher<?> call(Object object, Method method) throws ReflectiveOperationException {
        return (Publisher<?>) method.invoke(
                object,
                Stream.of(method.getParameterTypes())
                        .map(AssemblyTest::argument)
                        .toArray());
    }

    @Test
    void everyPublisherOfTheApiIsAssembledAndScannable() throws ReflectiveOperationException {
        Set<String> seenMethods = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (Map.Entry<Class<?>, Object> entry : objects().entrySet()) {
            Object object = entry.getValue();
            for (Method method : publishers(entry.getKey())) {
                String name = entry.getKey().getSimpleName() + "." + method.getName();
                List<Publisher<?>> seen = new ArrayList<>();
                Hooks.onEachOperator("test", publisher -> {
                    seen.add(publisher);
                    return publisher;
                });
                Publisher<?> publisher;
                try {
                    publisher = call(object, method);
                } catch (InvocationTargetException failure) {
                    assertThat(failure.getCause()).as(name).isInstanceOf(ZmqException.class);
                    refused.add(name);
                    continue;
                } finally {
                    Hooks.resetOnEachOperator("test");
                }
                seenMethods.add(method.getName());
                assertThat(seen).as(name).contains(publisher);
                Scannable scannable = Scannable.from(publisher);
                assertThat(scannable.isScanAvailable()).as(name).isTrue();
                assertThat(scannable.scan(Attr.RUN_STYLE)).as(name).isNotNull();
                assertThat(scannable.name()).as(name).isNotBlank();
            }
        }
        assertThat(refused).isSubsetOf(REFUSED);
        assertThat(seenMethods)
                .contains(
                        "receive",
                        "receiveOne",
                        "request",
                        "requests",
                        "serve",
                        "send",
                        "flush",
                        "events",
                        "statistics",
                        "bind",
                        "unbind",
                        "awaitPeers",
                        "awaitSubscribers",
                        "subscriptions",
                        "topicCount",
                        "disconnectPeers",
                        "onEnd",
                        "run",
                        "read",
                        "close");
    }

    @Test
    void publishersHaveTheNamesOfTheirMethods() {
        RepSocket rep = zmq.rep();
        RouterSocket router = zmq.router();
        assertThat(Stream.of(
                                router.receive(),
                                router.receive(MessageCodecs.text()),
                                router.receiveOne(),
                                router.send("m"),
                                router.send(Flux.empty()),
                                zmq.req().request("q"),
                                rep.serve(Mono::just),
                                rep.requests(),
                                rep.events(),
                                rep.statistics(),
                                rep.bind("inproc://names"))
                        .map(publisher -> Scannable.from(publisher).name()))
                .containsExactly(
                        "receive",
                        "receive",
                        "receiveOne",
                        "send",
                        "send",
                        "request",
                        "serve",
                        "requests",
                        "events",
                        "statistics",
                        "bind");
        assertThat(Scannable.from(router.receive().map(ZmqMessage::text)).steps())
                .containsExactly("receive", "map");
    }

    @Test
    void theSchedulerAndItsWindowCanBeScanned() {
        Flux<ZmqMessage> direct = zmq.pull().receive();
        assertThat(Scannable.from(direct).scan(Attr.PREFETCH)).isZero();
        assertThat(Scannable.from(direct).scan(Attr.PARENT)).isNull();
        Flux<ZmqMessage> receive = zmq.pull(o -> o.receiveHighWaterMark(64)).receive(Schedulers.parallel());
        assertThat(Scannable.from(receive).scan(Attr.RUN_ON)).isEqualTo(Schedulers.parallel());
        assertThat(Scannable.from(receive).scan(Attr.PREFETCH)).isPositive();
    }

    @Test
    void subscriptionsCanBeScannedToo() {
        for (Flux<?> flux : List.of(
                zmq.pull().receive(),
                zmq.pull().receive(Schedulers.parallel()),
                zmq.rep().requests(),
                zmq.pull().receiveOne().flux(),
                zmq.push().send("m").flux())) {
            List<Subscription> given = new ArrayList<>();
            flux.subscribe(new BaseSubscriber<Object>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    given.add(subscription);
                }
            });
            Scannable subscription = Scannable.from(given.get(0));
            assertThat(subscription.isScanAvailable()).isTrue();
            assertThat(subscription.actuals()).isNotNull();
            given.get(0).cancel();
        }
    }

    @Test
    void tracesOfTheDebugModeBeginWithOurPublishers() {
        Hooks.onOperatorDebug();
        try {
            var pull = zmq.pull();
            Mono<ZmqMessage> late = pull.receiveOne(Duration.ZERO);
            StepVerifier.create(late)
                    .expectErrorSatisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .satisfies(trace -> assertThat(trace)
                                    .hasMessageContaining("Assembly trace from producer")
                                    .hasMessageContaining("ReceiveOne")))
                    .verify(LIMIT);
        } finally {
            Hooks.resetOnOperatorDebug();
        }
    }
}
