package io.reactivezmq.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Adds the context, the sockets, the listener methods and {@link ZmqTestPeers} to a test of a part of an application,
 * such as {@code @WebFluxTest}. Together with {@code @SpringBootTest} it adds the test peers only.
 *
 * <p>By default, every endpoint of the properties is replaced by one within the process, so that a test needs no ports
 * and no other programs.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
@PropertyMapping("zmq.test")
public @interface AutoConfigureZmq {

    /** Returns whether the endpoint of each socket is {@code inproc://} and its name. Sets {@code zmq.test.inproc}. */
    boolean inproc() default true;
}
