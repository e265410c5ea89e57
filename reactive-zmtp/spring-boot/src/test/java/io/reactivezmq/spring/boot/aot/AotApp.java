package io.reactivezmq.spring.boot.aot;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that asks itself once and prints the answer. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AotApp {

    /** A question in JSON. */
    record Question(String text) {}

    /** An answer in JSON. */
    record Answer(String text, boolean aheadOfTime) {}

    @ZmqListener(socket = "service")
    Answer answer(Question question) {
        return new Answer("answer to " + question.text(), Boolean.getBoolean("spring.aot.enabled"));
    }

    /** Runs the application. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(AotApp.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "zmq.sockets.service.type", "rep",
                "zmq.sockets.service.bind", "inproc://service",
                "zmq.sockets.price-feed.type", "pub",
                "zmq.sockets.ask.type", "req",
                "zmq.sockets.ask.connect", "inproc://service"));
        try (ConfigurableApplicationContext context = application.run(args)) {
            ReqSocket ask = context.getBean("ask", ReqSocket.class);
            System.out.println("alias: " + context.containsBean("priceFeed"));
            System.out.println(
                    ask.request("{\"text\":\"a\"}").map(ZmqMessage::text).block(Duration.ofSeconds(10)));
        }
    }
}
