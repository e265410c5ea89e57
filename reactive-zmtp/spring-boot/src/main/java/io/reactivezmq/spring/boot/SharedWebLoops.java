package io.reactivezmq.spring.boot;

import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.zmtp.NettyLoops;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Runs sockets on the event loops of the web server, which takes fewer threads. Code that handles a message then runs
 * on a thread that also serves HTTP. The loops stop after the sockets have closed.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("zmq.share-web-loops")
@ConditionalOnMissingBean(LoopGroup.class)
class SharedWebLoops {

    private static final String PROPERTY = "zmq.share-web-loops";

    private static ZmqConfigurationException noLoops() {
        return new ZmqConfigurationException(
                PROPERTY,
                "needs a web server or client on Reactor Netty",
                "add the dependency org.springframework.boot:spring-boot-starter-webflux, or remove the property");
    }

    /** Spring's holder of Reactor Netty's resources is on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ReactorResourceFactory.class)
    static class Present {

        @Bean
        LoopGroup zmqLoops(ObjectProvider<ReactorResourceFactory> resources, ZmqProperties properties) {
            ReactorResourceFactory found = resources.getIfAvailable();
            if (found == null) {
                throw noLoops();
            }
            if (properties.loops() != null) {
                throw new ZmqConfigurationException(
                        "zmq.loops", "is set together with " + PROPERTY, "remove one of the two");
            }
            return NettyLoops.shared(found.getLoopResources());
        }
    }

    /** It is not. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.http.client.ReactorResourceFactory")
    static class Absent {

        @Bean
        LoopGroup zmqLoops() {
            throw noLoops();
        }
    }
}
