package io.reactivezmq.samples.webflux;

import io.netty.channel.ChannelOption;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The context and the sockets that all requests share.
 *
 * <p>{@code close()} returns a {@code Mono}. Spring subscribes to what a destroy method returns and waits until it
 * completes, so a shutdown ends when the linger times have. Beans are destroyed after the web server has stopped, and
 * before those they depend on: first the last requests, then the sockets, then the context with its event loops.
 */
@Configuration(proxyBeanMethods = false)
class ZmqConfiguration {

    /** On event loops of its own, or on those of {@link SharedLoops}. */
    @Bean(destroyMethod = "close")
    ZmqContext zmq(ObjectProvider<LoopGroup> shared) {
        LoopGroup loops = shared.getIfAvailable();
        return loops == null ? ZmqContext.create() : ZmqContext.on(loops);
    }

    /**
     * One socket for all who ask. It returns from {@code connect} whether or not somebody is there. Questions that are
     * under way when it is closed have nobody left who waits for the answer: nothing to linger for.
     */
    @Bean(destroyMethod = "close")
    ReqSocket req(ZmqContext zmq, ZmqProperties properties) {
        ZmqProperties.Ask ask = properties.ask();
        return zmq.req(o -> o.maxInFlight(ask.maxInFlight())
                        .maxPendingSends(ask.maxWaiting())
                        .linger(Duration.ZERO))
                .connect(ask.endpoint());
    }

    /**
     * Only with {@code immediate} does a job wait at the HTTP request while no worker is connected, to be refused in
     * the end; otherwise the first ones would be accepted and wait here.
     */
    @Bean(destroyMethod = "close")
    PushSocket push(ZmqContext zmq, ZmqProperties properties) {
        ZmqProperties.Jobs jobs = properties.jobs();
        return zmq.push(o -> o.sendHighWaterMark(jobs.highWaterMark())
                        .immediate(true)
                        .linger(jobs.linger()))
                .connect(jobs.endpoint());
    }

    /** The kernel would hold megabytes for a reader that has stopped reading, and so hide it from us for long. */
    @Bean
    NettyServerCustomizer smallSendBuffer(ZmqProperties properties) {
        return server ->
                server.childOption(ChannelOption.SO_SNDBUF, properties.quotes().kernelBufferBytes());
    }
}
