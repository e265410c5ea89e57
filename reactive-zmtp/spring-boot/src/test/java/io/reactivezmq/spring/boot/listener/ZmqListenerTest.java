package io.reactivezmq.spring.boot.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
class ZmqListenerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JacksonAutoConfiguration.class, ZmqAutoConfiguration.class, ZmqListenerAutoConfiguration.class))
            .withPropertyValues(
                    "zmq.sockets.service.type=rep",
                    "zmq.sockets.service.bind=inproc://service",
                    "zmq.sockets.ask.type=req",
                    "zmq.sockets.ask.max-in-flight=16",
                    "zmq.sockets.ask.connect=inproc://service",
                    "zmq.sockets.jobs.type=pull",
                    "zmq.sockets.jobs.bind=inproc://jobs",
                    "zmq.sockets.push.type=push",
                    "zmq.sockets.push.connect=inproc://jobs");

    record Order(String item, int count) {}

    record Receipt(String item, int price) {}

    static class Json {

        @ZmqListener(socket = "service")
        Mono<Receipt> price(Order order) {
            return Mono.just(new Receipt(order.item(), order.count() * 3));
        }
    }

    static class Texts {

        @ZmqListener(socket = "${name.of.the.service}")
        String answer(String question, ZmqMessage message) {
            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
            return question + " of " + message.frameCount();
        }
    }

    static class Bytes {

        @ZmqListener(socket = "service")
        CompletableFuture<byte[]> answer(byte[] question) {
            return CompletableFuture.completedFuture(new byte[] {(byte) question.length});
        }
    }

    static class Fluxes {

        @ZmqListener(socket = "service")
        Flux<ZmqMessage> answer() {
            return Flux.just(ZmqMessage.of("first"), ZmqMessage.of("second"));
        }
    }

    static Stream<Arguments> conversations() {
        return Stream.of(
                Arguments.of(
                        Json.class,
                        ZmqMessage.of("{\"item\":\"tea\",\"count\":2}"),
                        ZmqMessage.of("{\"item\":\"tea\",\"price\":6}")),
                Arguments.of(Texts.class, ZmqMessage.of("head", "question"), ZmqMessage.of("question of 2")),
                Arguments.of(Bytes.class, ZmqMessage.of("four"), ZmqMessage.of(new byte[] {4})),
                Arguments.of(Fluxes.class, ZmqMessage.of("any"), ZmqMessage.of("first")));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void answersWithWhatTheMethodReturns(Class<?> listener, ZmqMessage question, ZmqMessage answer) {
        runner.withPropertyValues("name.of.the.service=service")
                .withBean(listener)
                .run(context -> assertThat(context.getBean(ReqSocket.class)
                                .request(question)
                                .block(PATIENCE))
                        .isEqualTo(answer));
    }

    static class Jobs {

        final BlockingQueue<String> done = new LinkedBlockingQueue<>();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @ZmqListener(socket = "jobs")
        Mono<Void> work(Order order) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            return Mono.delay(Duration.ofMillis(1)).then(Mono.fromRunnable(() -> {
                atOnce.decrementAndGet();
                if (order.count() == 13) {
                    throw new IllegalArgumentException("thirteen");
                }
                done.add(order.item() + order.count());
            }));
        }
    }

    @Test
    void handlesMessagesInTheirOrderAndGoesOnAfterFailures() {
        runner.withBean(Jobs.class).run(context -> {
            PushSocket push = context.getBean(PushSocket.class);
            push.send("no JSON").block(PATIENCE);
            push.send(Flux.range(10, 10).map(i -> ZmqMessage.of("{\"item\":\"tea\",\"count\":" + i + "}")))
                    .block(PATIENCE);
            Jobs jobs = context.getBean(Jobs.class);
            for (int i = 10; i < 20; i++) {
                if (i != 13) {
                    assertThat(jobs.done.poll(10, TimeUnit.SECONDS)).isEqualTo("tea" + i);
                }
            }
            assertThat(jobs.most).hasValue(1);
        });
    }

    static class Slow {

        final CountDownLatch started = new CountDownLatch(4);
        final CountDownLatch stopping = new CountDownLatch(1);
        final AtomicInteger finished = new AtomicInteger();

        @ZmqListener(socket = "jobs", concurrency = 4)
        void work(String job) throws InterruptedException {
            started.countDown();
            stopping.await();
            finished.incrementAndGet();
        }
    }

    /** Lets the methods finish after the listeners were stopped, and notes how many had when the stop was over. */
    record StopWatch(Slow slow, List<Integer> finished) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof ListenerLifecycle)) {
                return bean;
            }
            ProxyFactory proxy = new ProxyFactory(bean);
            proxy.addAdvice((MethodInterceptor) call -> {
                if (!(call.getMethod().getName().equals("stop") && call.getArguments().length == 1)) {
                    return call.proceed();
                }
                Runnable callback = (Runnable) call.getArguments()[0];
                call.getArguments()[0] = (Runnable) () -> {
                    finished.add(slow.finished.get());
                    callback.run();
                };
                call.proceed();
                slow.stopping.countDown();
                return null;
            });
            return proxy.getProxy();
        }
    }

    @Test
    void waitsForMethodsUnderWayWhenTheApplicationStops() {
        Slow slow = new Slow();
        List<Integer> finished = new CopyOnWriteArrayList<>();
        runner.withBean(Slow.class, () -> slow)
                .withBean(StopWatch.class, slow, finished)
                .run(context -> {
                    context.getBean(PushSocket.class)
                            .send(Flux.range(0, 4).map(i -> ZmqMessage.of("job " + i)))
                            .block(PATIENCE);
                    assertThat(slow.started.await(10, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(finished).containsExactly(4);
    }

    @Test
    void beansWithListenersAreNotLazy() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withBean(Fluxes.class)
                .run(context -> assertThat(context.getBean(ReqSocket.class)
                                .request("any")
                                .map(ZmqMessage::text)
                                .block(PATIENCE))
                        .isEqualTo("first"));
    }

    static class Point {

        final int x;

        Point(int x) {
            this.x = x;
        }
    }

    static class PointCodec implements MessageCodec<Point> {

        @Override
        public ZmqMessage encode(Point value) {
            return ZmqMessage.of("x=" + value.x);
        }

        @Override
        public Point decode(ZmqMessage message) {
            return new Point(Integer.parseInt(message.text()));
        }
    }

    static class Points {

        @ZmqListener(socket = "service")
        Point next(Point point) {
            return new Point(point.x + 1);
        }
    }

    @Test
    void asksTheCodecsOfTheApplicationFirst() {
        runner.withBean(PointCodec.class)
                .withBean(Points.class)
                .run(context -> assertThat(context.getBean(ReqSocket.class)
                                .request("41")
                                .map(ZmqMessage::text)
                                .block(PATIENCE))
                        .isEqualTo("x=42"));
    }

    abstract static class Fatal extends PointCodec {

        final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();

        static Point refuseThree(Point point) {
            if (point.x == 3) {
                throw new NoClassDefFoundError("three");
            }
            return point;
        }
    }

    static class FatalDecoding extends Fatal {

        @ZmqListener(socket = "jobs")
        void work(Point point) {
            done.add(point.x);
        }

        @Override
        public Point decode(ZmqMessage message) {
            return refuseThree(super.decode(message));
        }
    }

    static class FatalPublisher extends Fatal {

        @ZmqListener(socket = "jobs")
        Mono<Void> work(Point point) {
            return Mono.fromRunnable(() -> done.add(refuseThree(point).x));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {FatalDecoding.class, FatalPublisher.class})
    void goesOnAfterFatalErrors(Class<? extends Fatal> listener) {
        runner.withBean(listener).run(context -> {
            PushSocket push = context.getBean(PushSocket.class);
            push.send(Flux.just("1", "3", "5").map(ZmqMessage::of)).block(PATIENCE);
            BlockingQueue<Integer> done = context.getBean(Fatal.class).done;
            assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo(5);
        });
    }

    static class FatalEncoding extends Fatal {

        @ZmqListener(socket = "service", concurrency = 1)
        Point answer(Point point) {
            return point;
        }

        @Override
        public ZmqMessage encode(Point value) {
            return super.encode(refuseThree(value));
        }
    }

    @Test
    void answersFurtherRequestsAfterAFatalError() {
        runner.withBean(FatalEncoding.class).run(context -> {
            ReqSocket ask = context.getBean(ReqSocket.class);
            ask.request("3").onErrorComplete().subscribe();
            assertThat(ask.request("5").map(ZmqMessage::text).block(PATIENCE)).isEqualTo("x=5");
        });
    }

    @Test
    void doesNotKeepBeansThatAreCreatedAfterTheStart() {
        runner.withBean(Fluxes.class, Fluxes::new, definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .run(context -> {
                    context.getBean(Fluxes.class);
                    assertThat(context.getBean(ListenerMethods.class).found()).isEmpty();
                });
    }

    static class UnknownSocket {

        @ZmqListener(socket = "other")
        void any(String text) {}
    }

    static class NoAnswer {

        @ZmqListener(socket = "service")
        void any(String text) {}
    }

    static class Answer {

        @ZmqListener(socket = "jobs")
        String any(String text) {
            return text;
        }
    }

    static class NoReceiver {

        @ZmqListener(socket = "push")
        void any(String text) {}
    }

    static class Negative {

        @ZmqListener(socket = "jobs", concurrency = -1)
        void any(String text) {}
    }

    static Stream<Arguments> wrongMethods() {
        return Stream.of(
                Arguments.of(
                        UnknownSocket.class,
                        "@ZmqListener UnknownSocket.any names the socket 'other', which is not below zmq.sockets: name"
                                + " one of [service, ask, jobs, push], or add zmq.sockets.other.type"),
                Arguments.of(
                        NoAnswer.class,
                        "@ZmqListener NoAnswer.any returns nothing, but a rep gives answers: return the answer, or a"
                                + " Mono of it"),
                Arguments.of(
                        Answer.class,
                        "@ZmqListener Answer.any returns a value, but a pull gives no answers: return nothing, or a"
                                + " Mono<Void>"),
                Arguments.of(
                        NoReceiver.class,
                        "@ZmqListener NoReceiver.any is for a push, which receives no messages: choose another"
                                + " socket"),
                Arguments.of(
                        Negative.class,
                        "@ZmqListener Negative.any has the concurrency -1: set it to at least 1, or to 0 for the"
                                + " default"));
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void refusesMethodsThatCannotBeCalled(Class<?> listener, String line) {
        runner.withBean(listener).run(expectFailure(line));
    }

    @Test
    void saysThatJacksonIsMissing() {
        runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
                .withBean(Json.class)
                .run(expectFailure("Parameter 0 of @ZmqListener Json.price has the type " + Order.class.getName()
                        + ", which no codec converts: add the dependency"
                        + " org.springframework.boot:spring-boot-jackson, define a MessageCodec bean, or use ZmqMessage,"
                        + " String or byte[]"));
    }

    private static ContextConsumer<AssertableApplicationContext> expectFailure(String line) {
        return context -> {
            assertThat(NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure())))
                    .isInstanceOf(ZmqListenerException.class)
                    .hasMessage(line);
        };
    }
}
