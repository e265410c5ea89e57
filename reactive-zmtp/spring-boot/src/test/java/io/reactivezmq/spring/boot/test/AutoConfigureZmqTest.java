package io.reactivezmq.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;
import reactor.core.publisher.Mono;

/**
 * Tests the annotation with an application whose endpoints are on other machines. Spring's extension for JUnit needs
 * JUnit 6, so this class prepares its test instance with the extension's {@link TestContextManager}.
 */
@Timeout(180)
class AutoConfigureZmqTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Slice test = new Slice();

    /** A test class of an application. */
    @AutoConfigureZmq
    @SpringBootTest(
            classes = App.class,
            webEnvironment = WebEnvironment.NONE,
            properties = {
                "zmq.sockets.ask.type=req",
                "zmq.sockets.ask.connect=tcp://service.invalid:5555",
                "zmq.sockets.quotes.type=sub",
                "zmq.sockets.quotes.subscribe=EUR",
                "zmq.sockets.quotes.connect=tcp://feed-1.invalid:5556,tcp://feed-2.invalid:5556",
                "zmq.sockets.service.type=rep",
                "zmq.sockets.service.bind=tcp://*:5557",
                "zmq.sockets.jobs.type=push",
                "zmq.sockets.jobs.connect=tcp://worker.invalid:5558",
                "zmq.sockets.idle.type=pair"
            })
    static class Slice {

        @Autowired
        ZmqTestPeers peers;

        @Autowired
        ReqSocket ask;

        @Autowired
        SubSocket quotes;

        @Autowired
        PushSocket jobs;
    }

    @Configuration(proxyBeanMethods = false)
    static class App {

        @ZmqListener(socket = "service")
        Mono<String> answer(String question) {
            return Mono.just("answer to " + question);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        new TestContextManager(Slice.class).prepareTestInstance(test);
    }

    @Test
    void requestsOfTheApplicationAreAnswered() {
        test.peers.repText("ask", question -> "reply to " + question);
        assertThat(test.ask.request("a").map(ZmqMessage::text).block(PATIENCE)).isEqualTo("reply to a");
    }

    @Test
    void requestsOfTheTestAreAnswered() {
        assertThat(test.peers.req("service").request("b").map(ZmqMessage::text).block(PATIENCE))
                .isEqualTo("answer to b");
    }

    @Test
    void subscribersOfTheApplicationGetWhatIsPublished() {
        PubSocket pub = test.peers.pub("quotes");
        pub.send("GBP").block(PATIENCE);
        pub.send("EUR").block(PATIENCE);
        assertThat(test.quotes.receiveOne().map(ZmqMessage::text).block(PATIENCE))
                .isEqualTo("EUR");
    }

    @Test
    void jobsOfTheApplicationArrive() {
        PullSocket pull = test.peers.pull("jobs");
        test.jobs.send("sweep").block(PATIENCE);
        assertThat(pull.receiveOne().map(ZmqMessage::text).block(PATIENCE)).isEqualTo("sweep");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> test.peers.req("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No socket is named 'other'");
    }
}
