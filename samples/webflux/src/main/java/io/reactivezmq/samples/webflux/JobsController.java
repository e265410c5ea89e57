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

/** Accepts jobs over HTTP and pushes them to PULL workers. */
@RestController
class JobsController {

    private final PushSocket jobs;
    private final SampleProperties.Jobs properties;

    JobsController(PushSocket jobs, SampleProperties properties) {
        this.jobs = jobs;
        this.properties = properties.jobs();
    }

    /**
     * Accepts a job once the PUSH socket has room for it among the jobs that wait for a worker. A job that still waits
     * for room after the time limit is withdrawn, and the status is 503. It is also withdrawn when the client
     * disconnects.
     */
    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> accept(@RequestBody String job) {
        return jobs.send(job).timeout(properties.waitForRoom());
    }

    @ExceptionHandler
    ProblemDetail noRoom(TimeoutException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "No worker has room");
    }
}
