package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.options.ContextOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the {@link ZmqContext}, and of the sockets below {@code zmq.sockets}. An application may define
 * the context itself. It is closed with the application in any case.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "zmq.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZmqProperties.class)
@Import({ZmqSocketRegistrar.class, SharedWebLoops.class})
public final class ZmqAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ZmqContext zmqContext(
            ZmqProperties properties,
            ObjectProvider<LoopGroup> loops,
            ObjectProvider<ZmqContextCustomizer> customizers) {
        LoopGroup shared = loops.getIfAvailable();
        return shared == null
                ? ZmqContext.create(options -> configure(options, properties, customizers))
                : ZmqContext.on(shared, options -> configure(options, properties, customizers));
    }

    private static void configure(
            ContextOptions options, ZmqProperties properties, ObjectProvider<ZmqContextCustomizer> customizers) {
        Integer loops = properties.loops();
        if (loops != null) {
            try {
                options.loops(loops);
            } catch (InvalidOptionException refused) {
                throw new ZmqConfigurationException(
                        "zmq.loops", "cannot be used", String.valueOf(refused.getMessage()), refused);
            }
        }
        customizers.orderedStream().forEach(each -> each.customize(options));
    }

    @Bean
    DefaultZmqSockets zmqSockets(
            ZmqContext zmqContext,
            ZmqProperties properties,
            ObjectProvider<ZmqConnectionDetails> details,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ZmqSocketCustomizer> customizers,
            ObjectProvider<ZmqSocketDecorator> decorators) {
        return new DefaultZmqSockets(
                properties.sockets(),
                new SocketFactory(
                        zmqContext,
                        new SocketDefaults(properties.defaults()),
                        new Details(details.orderedStream().toList()),
                        bundles.getIfAvailable(),
                        customizers.orderedStream().toList()),
                decorators.orderedStream().toList());
    }

    @Bean
    SocketLifecycle zmqSocketLifecycle(ZmqContext zmqContext, DefaultZmqSockets zmqSockets) {
        return new SocketLifecycle(zmqContext, zmqSockets);
    }

    @Bean
    IntakeLifecycle zmqIntakeLifecycle(ZmqContext zmqContext, DefaultZmqSockets zmqSockets) {
        return new IntakeLifecycle(zmqContext, zmqSockets);
    }
}
