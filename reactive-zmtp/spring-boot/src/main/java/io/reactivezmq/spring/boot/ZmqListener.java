package io.reactivezmq.spring.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a bean that is called with each message of a socket. The bean must exist when the application
 * starts: methods of beans that are created later, such as lazy ones, are not called, and a warning is logged.
 *
 * <p>Each parameter gets the message in the form of its type: the {@link io.reactivezmq.ZmqMessage} itself, its last
 * frame as a {@code String} or as a {@code byte[]}, or any other type by a {@link io.reactivezmq.MessageCodec} bean for
 * that type or else from JSON.
 *
 * <p>On a REP, what the method returns is the answer: one of these types, or a {@code Mono}, {@code Flux} or
 * {@code CompletionStage} of one, whose first value counts. On other sockets a method returns nothing, or a publisher
 * that completes when the message is handled.
 *
 * <p>A method that returns a publisher is called on the socket's loop, and must not block. Any other method is called
 * on a worker of {@link reactor.core.scheduler.Schedulers#boundedElastic()}, and may block.
 *
 * <p>When {@link #concurrency()} messages are being handled, further ones wait in the socket. When the method fails, or
 * the message is not of the wanted form, a REP gives no answer, and on other sockets a warning is logged and the next
 * message follows. The messages of the socket should have no other receiver, as each message goes to one only.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Reflective(ZmqListenerReflectiveProcessor.class)
public @interface ZmqListener {

    /** Returns the name of the socket below {@code zmq.sockets}, which may contain placeholders. */
    String socket();

    /**
     * Returns how many messages may be in the method at once. With 1, they are handled in their order. The default, 0,
     * stands for 256 on a REP and for 1 on other sockets.
     */
    int concurrency() default 0;
}
