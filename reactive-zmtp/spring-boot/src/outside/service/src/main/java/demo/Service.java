package demo;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A feed and requests behind HTTP, and a REP that takes its time. */
@RestController
@SpringBootApplication(proxyBeanMethods = false)
public class Service {

    private final SubSocket quotes;
    private final ReqSocket ask;

    Service(SubSocket quotes, ReqSocket ask) {
        this.quotes = quotes;
        this.ask = ask;
    }

    @GetMapping(path = "/quotes", produces = "text/event-stream")
    Flux<String> feed() {
        return quotes.receive().map(ZmqMessage::text);
    }

    @PostMapping("/ask")
    Mono<String> answer(@RequestBody String question) {
        return ask.request(question).map(ZmqMessage::text);
    }

    @ZmqListener(socket = "answers")
    Mono<String> slowly(String question) {
        return Mono.just("answer to " + question).delayElement(Duration.ofMillis(2500));
    }

    public static void main(String[] args) {
        SpringApplication.run(Service.class, args);
    }
}
