package io.reactivezmq.samples.webflux;

import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.zmtp.NettyLoops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Runs HTTP and ZeroMQ on the same event loops, which takes fewer threads. All code that handles a message then runs on
 * a thread that also serves HTTP. It must not block, as that would delay unrelated requests.
 *
 * <p>The loops are a bean of their own. Those that Spring Boot creates by default stop together with the web server,
 * before any bean is destroyed. Sockets on them could neither linger nor close.
 */
@Configuration(proxyBeanMethods = false)
@Profile("shared-loops")
class SharedLoops {

    @Bean(destroyMethod = "disposeLater")
    LoopResources loops() {
        return LoopResources.create("web");
    }

    /** Replaces the factory of Spring Boot, so that HTTP uses the loops of this configuration. */
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
