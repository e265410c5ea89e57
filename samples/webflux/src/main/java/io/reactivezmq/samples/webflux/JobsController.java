package io.reactivezmq.samples.webflux;

import io.reactivezmq.PushSocket;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Jobs for PULL workers. */
@RestController
class JobsController {

    private final PushSocket push;
    private final ZmqProperties.Jobs properties;

    JobsController(PushSocket push, ZmqProperties properties) {
        this.push = push;
        this.properties = properties.jobs();
    }

    /**
     * Accepts a job when there is room for it among those that wait for a worker. What waits for room is taken back
     * when time is up, or when the client gives up.
     */
    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> accept(@RequestBody String job) {
        return push.send(job).timeout(properties.waitForRoom());
    }

    @ExceptionHandler
    ProblemDetail noRoom(TimeoutException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "No worker has room");
    }
}
