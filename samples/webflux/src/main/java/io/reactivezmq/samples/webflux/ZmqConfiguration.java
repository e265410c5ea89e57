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
 * Creates the context and the sockets that all HTTP requests share.
 *
 * <p>{@code close()} returns a {@code Mono}. Spring subscribes to the result of a destroy method and waits until it
 * completes, so a shutdown waits until the sockets have lingered. Beans are destroyed after the web server has stopped,
 * and before the beans that they depend on. So the last requests end first, then the sockets close, then the context
 * with its event loops.
 */
@Configuration(proxyBeanMethods = false)
class ZmqConfiguration {

    /** Creates the context, on event loops of its own or on those of {@link SharedLoops}. */
    @Bean(destroyMethod = "close")
    ZmqContext zmq(ObjectProvider<LoopGroup> shared) {
        LoopGroup loops = shared.getIfAvailable();
        return loops == null ? ZmqContext.create() : ZmqContext.on(loops);
    }

    /**
     * Creates the one REQ socket for all callers. {@code connect} returns at once, whether or not a service is
     * listening. When the socket is closed, no caller waits for the requests in flight, so its linger is zero.
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
     * Creates the PUSH socket for jobs. With {@code immediate} ({@code ZMQ_IMMEDIATE}), no job is accepted while no
     * worker is connected. The HTTP request then waits, and is refused in the end. Without it, the first jobs would be
     * accepted and wait in the socket.
     */
    @Bean(destroyMethod = "close")
    PushSocket push(ZmqContext zmq, ZmqProperties properties) {
        ZmqProperties.Jobs jobs = properties.jobs();
        return zmq.push(o -> o.sendHighWaterMark(jobs.highWaterMark())
                        .immediate(true)
                        .linger(jobs.linger()))
                .connect(jobs.endpoint());
    }

    /**
     * Limits the kernel's send buffer of HTTP connections ({@code SO_SNDBUF}). By default, the kernel would hold
     * megabytes for a reader that has stopped reading, so back-pressure would begin late.
     */
    @Bean
    NettyServerCustomizer smallSendBuffer(ZmqProperties properties) {
        return server ->
                server.childOption(ChannelOption.SO_SNDBUF, properties.quotes().kernelBufferBytes());
    }
}
