package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Listening;
import io.reactivezmq.samples.benchmarks.Streams;
import io.reactivezmq.samples.benchmarks.Window;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * The reactive ZeroMQ adapters of Spring Integration, which use JeroMQ. They are not stopped, as that fails now and
 * then when messages are under way; their sockets end with the context.
 */
final class SpringIntegrationLibrary implements Streams {

    private final ZContext context = new ZContext();
    private final AnnotationConfigApplicationContext beans =
            new AnnotationConfigApplicationContext(Infrastructure.class);

    /** The beans that every adapter needs. */
    @Configuration(proxyBeanMethods = false)
    @EnableIntegration
    static class Infrastructure {}

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        DirectChannel channel = new DirectChannel();
        channel.setBeanFactory(beans);
        channel.subscribe(message -> window.message(((byte[]) message.getPayload()).length));
        ZeroMqMessageProducer producer = new ZeroMqMessageProducer(context, SocketType.PULL);
        int port = Ends.port(bindTo);
        if (port != 0) {
            // Without one it binds to any free port.
            producer.setBindPort(port);
        }
        producer.setMessageMapper(new BytesMapper());
        producer.setOutputChannel(channel);
        producer.setBeanFactory(beans);
        producer.afterPropertiesSet();
        producer.start();
        while (producer.getBoundPort() <= 0) {
            Thread.onSpinWait();
        }
        Listening.at("tcp://127.0.0.1:" + producer.getBoundPort());
        Ends.await(window, more);
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        ZeroMqMessageHandler handler = new ZeroMqMessageHandler(context, connectTo, SocketType.PUSH);
        handler.setSocketConfigurer(socket -> socket.setLinger(0));
        handler.setMessageMapper(new BytesMapper());
        handler.setBeanFactory(beans);
        handler.afterPropertiesSet();
        handler.start();
        Message<byte[]> message = new GenericMessage<>(new byte[messageSize]);
        Disposable sending = Flux.<Message<byte[]>>generate(sink -> sink.next(message))
                .concatMap(each -> handler.handleMessage(each).doOnSuccess(sent -> window.message(messageSize)))
                .subscribe(sent -> {}, window::fail);
        Ends.await(window, more);
        sending.dispose();
    }

    @Override
    public void close() {
        beans.close();
        context.close();
    }
}
