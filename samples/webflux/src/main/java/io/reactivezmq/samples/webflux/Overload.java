package io.reactivezmq.samples.webflux;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps errors that any socket may signal to HTTP status 503. */
@RestControllerAdvice
class Overload {

    @ExceptionHandler
    ProblemDetail tooMany(TooManyPendingException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Too many are waiting already");
    }

    @ExceptionHandler
    ProblemDetail closed(SocketClosedException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Shutting down");
    }
}
