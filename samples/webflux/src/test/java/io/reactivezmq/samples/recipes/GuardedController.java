package io.reactivezmq.samples.recipes;

import static java.time.Duration.ofMillis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The recipe "Requests behind HTTP" in docs/recipes.md. */
// [doc]
@RestController
class GuardedController {

    private final ReqSocket ask;
    private final CircuitBreaker breaker;

    GuardedController(ReqSocket ask, CircuitBreaker breaker) {
        this.ask = ask;
        this.breaker = breaker;
    }

    @PostMapping("/ask")
    Mono<String> ask(@RequestBody String question) {
        return ask.request(question)
                .timeout(ofMillis(250)) // of one attempt
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .retryWhen(Retry.backoff(2, ofMillis(20))
                        .filter(failure -> !(failure instanceof CallNotPermittedException))
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .timeout(ofMillis(1000)) // of all of them
                .map(ZmqMessage::text);
    }

    @ExceptionHandler(TimeoutException.class)
    @ResponseStatus(HttpStatus.GATEWAY_TIMEOUT)
    void late() {}

    @ExceptionHandler(CallNotPermittedException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    void open() {}
}
// [/doc]
