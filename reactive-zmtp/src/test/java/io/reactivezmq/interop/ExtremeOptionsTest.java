package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.options.ContextOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The largest number there is, which many mean as "no limit", works for each option that takes a number, or is refused
 * by the option's name in the very call.
 */
@DisplayName("Options with the largest number there is")
class ExtremeOptionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** An option, set where a socket is made. */
    interface Setting extends Consumer<Object> {}

    /**
     * A socket that is made with a setting, bound, and used by its counterpart.
     *
     * @param options what its setting is given
     * @param use makes the socket and its counterpart, of which one has the setting, and exchanges messages
     */
    record Pair(String name, Class<?> options, BiFunction<ZmqContext, Setting, Boolean> use) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static String bound(ZmqSocket<?> socket, String endpoint) {
        Endpoint at = socket.bind(endpoint).block(LIMIT);
        return at.uri();
    }

    private static boolean isAnswered(ReqSocket req, RepSocket rep, String endpoint) {
        rep.serve(question -> Mono.just(question)).onErrorComplete().subscribe();
        req.connect(bound(rep, endpoint));
        List<String> answers = Flux.range(0, 20)
                .flatMap(i -> req.request(ZmqMessage.of("m")).map(ZmqMessage::text))
                .collectList()
                .block(LIMIT);
        return answers.size() == 20;
    }

    private static boolean arrives(io.reactivezmq.MessageSender from, MessageReceiver to, String... frames) {
        for (int i = 0; i < 3; i++) {
            from.send(ZmqMessage.of(frames)).block(LIMIT);
            if (!to.receiveOne().block(LIMIT).text().equals(frames[frames.length - 1])) {
                return false;
            }
        }
        return true;
    }

    static Stream<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String endpoint : List.of("tcp://127.0.0.1:*", "inproc://*")) {
            String over = " over " + endpoint.substring(0, endpoint.indexOf(':'));
            pairs.add(new Pair("PUSH" + over, io.reactivezmq.options.PushOptions.class, (zmq, set) -> {
                var push = zmq.push(set::accept);
                var pull = zmq.pull();
                push.connect(bound(pull, endpoint));
                return arrives(push, pull, "m");
            }));
            pairs.add(new Pair("PULL" + over, io.reactivezmq.options.PullOptions.class, (zmq, set) -> {
                var push = zmq.push();
                var pull = zmq.pull(set::accept);
                push.connect(bound(pull, endpoint));
                return arrives(push, pull, "m");
            }));
            pairs.add(new Pair(
                    "REQ" + over,
                    io.reactivezmq.options.ReqOptions.class,
                    (zmq, set) -> isAnswered(zmq.req(set::accept), zmq.rep(), endpoint)));
            pairs.add(new Pair(
                    "REP" + over,
                    io.reactivezmq.options.RepOptions.class,
                    (zmq, set) -> isAnswered(zmq.req(), zmq.rep(set::accept), endpoint)));
            pairs.add(new Pair("XPUB" + over, io.reactivezmq.options.XPubOptions.class, (zmq, set) -> {
                var pub = zmq.xpub(set::accept);
                SubSocket sub = zmq.sub().subscribe("");
                sub.connect(bound(pub, endpoint));
                pub.subscriptions().onErrorComplete().subscribe();
                pub.events().onErrorComplete().subscribe();
                pub.awaitSubscribers(1).block(LIMIT);
                return arrives(pub, sub, "m");
            }));
            pairs.add(new Pair("SUB" + over, io.reactivezmq.options.SubOptions.class, (zmq, set) -> {
                var pub = zmq.pub();
                SubSocket sub = zmq.sub(set::accept).subscribe("");
                sub.connect(bound(pub, endpoint));
                pub.awaitSubscribers(1).block(LIMIT);
                return arrives(pub, sub, "m");
            }));
            pairs.add(new Pair("DEALER" + over, io.reactivezmq.options.DealerOptions.class, (zmq, set) -> {
                var router = zmq.router();
                var dealer = zmq.dealer(set::accept);
                dealer.connect(bound(router, endpoint));
                return arrives(dealer, router, "m");
            }));
            pairs.add(new Pair("ROUTER" + over, io.reactivezmq.options.RouterOptions.class, (zmq, set) -> {
                var router = zmq.router(set::accept);
                var dealer = zmq.dealer();
                router.events().onErrorComplete().subscribe();
                dealer.connect(bound(router, endpoint));
                return arrives(dealer, router, "m");
            }));
            pairs.add(new Pair("RADIO" + over, io.reactivezmq.options.RadioOptions.class, (zmq, set) -> {
                var radio = zmq.radio(set::accept);
                var dish = zmq.dish().join("g");
                dish.connect(bound(radio, endpoint));
                radio.awaitMembers(1).block(LIMIT);
                return arrives(radio, dish, "g", "m");
            }));
        }
        return pairs.stream();
    }

    private static List<Method> numeric(Class<?> options) {
        return Stream.of(options.getMethods())
                .filter(method -> method.getParameterCount() == 1 && !method.isBridge())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method ->
                        method.getParameterTypes()[0] == int.class || method.getParameterTypes()[0] == long.class)
                // Not limits: who may connect by ipc.
                .filter(method -> !method.getName().startsWith("ipcFilter"))
                .toList();
    }

    private static void set(Method setter, Object options) {
        Object largest = setter.getParameterTypes()[0] == int.class ? (Object) Integer.MAX_VALUE : Long.MAX_VALUE;
        try {
            setter.invoke(options, largest);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void worksOrIsRefusedByName(Pair pair) {
        List<Method> setters = numeric(pair.options());
        assertThat(setters).isNotEmpty();
        assertThat(setters).allSatisfy(setter -> {
            ZmqContext zmq = ZmqContext.create();
            try {
                assertThat(pair.use().apply(zmq, options -> set(setter, options)))
                        .as(setter.getName())
                        .isTrue();
            } catch (InvalidOptionException refused) {
                assertThat(refused).hasMessageContaining(setter.getName());
            } finally {
                zmq.close().block(LIMIT);
            }
        });
    }

    static Stream<Method> ofContexts() {
        return numeric(ContextOptions.class).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofContexts")
    void worksOrIsRefusedByNameForAContext(Method setter) {
        ZmqContext zmq;
        try {
            zmq = ZmqContext.create(options -> set(setter, options));
        } catch (InvalidOptionException refused) {
            assertThat(refused).hasMessageContaining(setter.getName());
            return;
        }
        try {
            var push = zmq.push();
            var pull = zmq.pull();
            push.connect(bound(pull, "tcp://127.0.0.1:*"));
            assertThat(arrives(push, pull, "m")).isTrue();
        } finally {
            zmq.close().block(LIMIT);
        }
    }
}
