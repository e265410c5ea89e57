package io.reactivezmq.samples.webflux;

import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.zmtp.netty.NettyLoops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * HTTP and ZeroMQ on the same event loops: fewer threads. All code that handles a message then runs on a thread that
 * also serves HTTP; it must not block, or it holds up requests that have nothing to do with it.
 *
 * <p>The loops are a bean of their own. Those that Spring Boot makes by default stop together with the web server,
 * before any bean is destroyed, and sockets could neither linger nor close.
 */
@Configuration(proxyBeanMethods = false)
@Profile("shared-loops")
class SharedLoops {

    @Bean(destroyMethod = "disposeLater")
    LoopResources loops() {
        return LoopResources.create("web");
    }

    /** Takes the place of Spring Boot's. */
    @Bean
    ReactorResourceFactory reactorResourceFactory(LoopResources loops) {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        factory.setLoopResources(loops);
        return factory;
    }

    @Bean
    LoopGroup zmqLoops(LoopResources loops) {
        return NettyLoops.shared(loops);
    }
}
