package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.zmtp.NettyLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** The context, the sockets as beans, and their options. */
class ZmqAutoConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ApplicationContextRunner runner = Contexts.runner();

    /** What an application writes. */
    record Client(SubSocket quotes, ReqSocket ask, PubSocket priceFeed) {}

    @Test
    void injectsSocketsByTypeAndName() {
        runner.withPropertyValues(
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.news.type=SUB",
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.price-feed.type=pub",
                        "zmq.sockets.trades.type=pub")
                .withBean(Client.class)
                .run(context -> {
                    Client client = context.getBean(Client.class);
                    ZmqSockets sockets = context.getBean(ZmqSockets.class);
                    assertThat(client.quotes()).isSameAs(sockets.get("quotes")).hasToString("quotes");
                    assertThat(client.ask()).isSameAs(sockets.get("ask", ReqSocket.class));
                    assertThat(client.priceFeed()).isSameAs(context.getBean("price-feed"));
                    assertThat(sockets.names())
                            .containsExactlyInAnyOrder("quotes", "news", "ask", "price-feed", "trades");
                });
    }

    @ParameterizedTest
    @EnumSource(SocketType.class)
    void knowsEveryType(SocketType type) {
        runner.withPropertyValues("zmq.sockets.one.type=" + type.name().toLowerCase(Locale.ROOT))
                .run(context -> {
                    ZmqSocket<?> socket = (ZmqSocket<?>) context.getBean("one");
                    assertThat(socket.type()).isEqualTo(type);
                    assertThat(context.getBeansOfType(SocketKind.of(type).socketClass()))
                            .containsOnlyKeys("one");
                });
    }

    @Test
    void createsNothingWhenDisabled() {
        runner.withPropertyValues("zmq.enabled=false", "zmq.sockets.quotes.type=sub")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ZmqContext.class)
                        .doesNotHaveBean(SubSocket.class));
    }

    @Test
    void bindsBeforeAnyPeerConnectsAndClosesWithTheApplication() {
        List<ZmqSocket<?>> sockets = new ArrayList<>();
        runner.withPropertyValues(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.connect=inproc://service",
                        "zmq.sockets.service.type=rep",
                        "zmq.sockets.service.bind=inproc://service")
                .run(context -> {
                    RepSocket service = context.getBean(RepSocket.class);
                    ReqSocket ask = context.getBean(ReqSocket.class);
                    sockets.addAll(List.of(service, ask));
                    service.serve(question -> Mono.just(ZmqMessage.of("answer to " + question.text())))
                            .subscribe();
                    assertThat(ask.request("a").map(ZmqMessage::text).block(PATIENCE))
                            .isEqualTo("answer to a");
                });
        assertThat(sockets).hasSize(2).allMatch(ZmqSocket::isClosed);
    }

    @Test
    void appliesDefaultsWhereTheTypeHasTheOption() {
        Map<String, SocketSettings> settings = settings(
                "zmq.defaults.max-in-flight=7",
                "zmq.defaults.send-high-water-mark=8",
                "zmq.defaults.linger=2s",
                "zmq.defaults.limits.message-size=1MB",
                "zmq.sockets.quotes.type=sub",
                "zmq.sockets.ask.type=req",
                "zmq.sockets.ask.linger=3s",
                "zmq.sockets.other.type=req",
                "zmq.sockets.other.max-in-flight=9");
        assertThat(settings.get("quotes").queues().sendHighWaterMark()).isEqualTo(1000);
        assertThat(settings.get("ask").queues().sendHighWaterMark()).isEqualTo(8);
        assertThat(settings.get("ask").pattern().request().maxInFlight()).isEqualTo(7);
        assertThat(settings.get("other").pattern().request().maxInFlight()).isEqualTo(9);
        assertThat(settings.get("ask").linger()).hasSeconds(3);
        assertThat(settings.get("other").linger()).hasSeconds(2);
        assertThat(settings.get("ask").links().limits().frames().maxMessageSize())
                .isEqualTo(1024 * 1024);
    }

    @Test
    void lingersFiveSecondsWhereTheLibraryLingers() {
        Map<String, SocketSettings> settings = settings("zmq.sockets.quotes.type=sub", "zmq.sockets.jobs.type=push");
        assertThat(settings.get("jobs").linger()).hasSeconds(5);
        assertThat(settings.get("quotes").linger()).isZero();
    }

    private Map<String, SocketSettings> settings(String... properties) {
        Map<String, SocketSettings> settings = new HashMap<>();
        runner.withPropertyValues(properties)
                .withBean(ZmqSocketCustomizer.class, () -> (name, options) -> settings.put(name, options.settings()))
                .run(context -> assertThat(context).hasNotFailed());
        return settings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        @Bean
        @Order(2)
        ZmqContextCustomizer second() {
            return options -> options.maxHandshakes(options.maxHandshakes() + 2);
        }

        @Bean
        @Order(1)
        ZmqContextCustomizer first() {
            return options -> options.maxHandshakes(options.loops());
        }

        @Bean
        ContextProbe probe() {
            return new ContextProbe();
        }
    }

    /** Keeps what the last customizer saw. */
    @Order
    static class ContextProbe implements ZmqContextCustomizer {

        int handshakes;

        @Override
        public void customize(ContextOptions options) {
            handshakes = options.maxHandshakes();
        }
    }

    @Test
    void callsCustomizersOfTheContextInTheirOrderAfterTheProperties() {
        runner.withPropertyValues("zmq.loops=3")
                .withUserConfiguration(Customizers.class)
                .run(context -> assertThat(context.getBean(ContextProbe.class).handshakes)
                        .isEqualTo(5));
    }

    @Test
    void usesTheContextOfTheApplication() {
        ZmqContext own = ZmqContext.create();
        runner.withPropertyValues("zmq.sockets.quotes.type=sub")
                .withBean("own", ZmqContext.class, () -> own)
                .run(context ->
                        assertThat(context).hasSingleBean(ZmqContext.class).hasBean("quotes"));
        assertThat(own.isClosed()).isTrue();
    }

    @Test
    void usesTheLoopsOfTheApplication() {
        LoopGroup loops = NettyLoops.shared(LoopResources.create("mine", 1, true));
        runner.withPropertyValues("zmq.sockets.ask.type=req", "zmq.sockets.ask.connect=inproc://ask")
                .withBean(LoopGroup.class, () -> loops)
                .run(context -> {
                    ReqSocket ask = context.getBean(ReqSocket.class);
                    assertThat(ask.statistics()
                                    .map(statistics -> Thread.currentThread().getName())
                                    .block(PATIENCE))
                            .startsWith("mine");
                });
    }

    @Test
    void asksConnectionDetailsFirst() {
        runner.withPropertyValues(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.connect=no endpoint",
                        "zmq.sockets.service.type=rep",
                        "zmq.sockets.service.bind=inproc://service")
                .withBean(ZmqConnectionDetails.class, () -> new ZmqConnectionDetails() {

                    @Override
                    public List<String> getConnect(String socket) {
                        return socket.equals("ask") ? List.of("inproc://service") : null;
                    }
                })
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(ReqSocket.class).awaitPeers(1).block(PATIENCE);
                });
    }

    @Test
    void anEmptySubscriptionReceivesAllMessages() {
        runner.withPropertyValues(
                        "zmq.sockets.feed.type=pub",
                        "zmq.sockets.feed.bind=inproc://feed",
                        "zmq.sockets.quotes.type=sub",
                        "zmq.sockets.quotes.subscribe=",
                        "zmq.sockets.quotes.connect=inproc://feed")
                .run(context -> {
                    PubSocket feed = context.getBean(PubSocket.class);
                    feed.awaitSubscribers(1).block(PATIENCE);
                    feed.send("anything").block(PATIENCE);
                    assertThat(context.getBean(SubSocket.class)
                                    .receiveOne()
                                    .map(ZmqMessage::text)
                                    .block(PATIENCE))
                            .isEqualTo("anything");
                });
    }
}
