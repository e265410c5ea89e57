package demo;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@SpringBootApplication(proxyBeanMethods = false)
record Demo(SubSocket quotes, ReqSocket ask) {

    @GetMapping(path = "/quotes", produces = "text/event-stream")
    Flux<String> feed() { return quotes.receive().map(ZmqMessage::text); }

    @PostMapping("/ask")
    Mono<String> answer(@RequestBody String question) { return ask.request(question).map(ZmqMessage::text); }

    public static void main(String[] args) { SpringApplication.run(Demo.class, args); }
}
