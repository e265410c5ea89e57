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
 * Questions, answered by a REP service. All requests share one REQ socket, which numbers its questions and so has many
 * under way at once; none is ever handed the answer to another's.
 */
@RestController
class AskController {

    private final ReqSocket req;
    private final ZmqProperties.Ask properties;

    AskController(ReqSocket req, ZmqProperties properties) {
        this.req = req;
        this.properties = properties.ask();
    }

    /**
     * Asks, and asks again when the answer is late or the service is lost. A lost one is asked again as soon as it, or
     * another, is there. The service may then get a question twice: this is for questions that bear it.
     *
     * <p>A client that gives up cancels this, and with it the question.
     */
    @PostMapping(path = "/ask", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<String> ask(@RequestBody String question) {
        return req.request(question)
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
