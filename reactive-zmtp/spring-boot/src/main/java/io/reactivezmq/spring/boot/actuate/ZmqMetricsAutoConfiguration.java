package io.reactivezmq.spring.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.micrometer.ZmqMetrics;
import io.reactivezmq.micrometer.ZmqMetricsOptions;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqProperties;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import reactor.core.Disposable;

/** Auto-configuration of the meters of all sockets, in the registry of the application. */
@AutoConfiguration(
        after = ZmqAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({MeterRegistry.class, ZmqMetrics.class})
@ConditionalOnBean({ZmqContext.class, MeterRegistry.class})
public final class ZmqMetricsAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqMetricsAutoConfiguration() {}

    /** Binds the meters even if the application creates beans when they are used: nothing uses this one. */
    @Bean(destroyMethod = "dispose")
    @Lazy(false)
    Disposable zmqMetrics(ZmqContext zmqContext, MeterRegistry registry, ZmqProperties properties) {
        return ZmqMetrics.bind(
                zmqContext,
                registry,
                options -> configure(options.perPeer(properties.metrics().perPeer()), properties));
    }

    private static void configure(ZmqMetricsOptions options, ZmqProperties properties) {
        Duration step = properties.metrics().step();
        try {
            options.step(step);
        } catch (InvalidOptionException refused) {
            throw new InvalidConfigurationPropertyValueException(
                    "zmq.metrics.step", step, String.valueOf(refused.getMessage()));
        }
    }
}
