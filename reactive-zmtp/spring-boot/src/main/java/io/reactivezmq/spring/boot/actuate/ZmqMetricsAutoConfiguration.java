package io.reactivezmq.spring.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.micrometer.ZmqMetrics;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
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

    @Bean(destroyMethod = "dispose")
    Disposable zmqMetrics(ZmqContext zmqContext, MeterRegistry registry, ZmqProperties properties) {
        return ZmqMetrics.bind(
                zmqContext,
                registry,
                options -> options.step(properties.metrics().step())
                        .perPeer(properties.metrics().perPeer()));
    }
}
