package example;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Answers requests at a REP, and sends one by a REQ. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args).close();
    }

    @ZmqListener(socket = "service")
    String hello(String name) {
        return "Hello, " + name;
    }

    @Bean
    ApplicationRunner client(ReqSocket ask) {
        return arguments -> System.out.println(
                ask.request("world").map(ZmqMessage::text).block(Duration.ofSeconds(10)));
    }
}
