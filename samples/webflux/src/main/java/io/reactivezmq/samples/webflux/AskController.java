package io.reactivezmq.samples.webflux;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Forwards questions to a REP service. All HTTP requests share one REQ socket. It numbers its requests, and so has many
 * in flight at once. No HTTP request ever gets the answer to another.
 */
@RestController
class AskController {

    private final ReqSocket ask;
    private final SampleProperties.Ask properties;

    AskController(ReqSocket ask, SampleProperties properties) {
        this.ask = ask;
        this.properties = properties.ask();
    }

    /**
     * Sends the question, and sends it again when the answer is late or the service is lost. After a loss, the question
     * waits until this service or another is connected. The service may get a question twice, so it must be able to
     * handle that.
     *
     * <p>A client that disconnects cancels the request.
     */
    @PostMapping(path = "/ask", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<String> ask(@RequestBody String question) {
        return ask.request(question)
                .timeout(properties.timeout())
                .retryWhen(Retry.max(properties.retries())
                        .filter(AskController::mayPass)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .map(ZmqMessage::text);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof PeerLostException;
    }

    @ExceptionHandler
    ProblemDetail late(TimeoutException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT, "No answer in time");
    }

    @ExceptionHandler
    ProblemDetail lost(PeerLostException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "The service went away");
    }
}
