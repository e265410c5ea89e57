package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqProperties;
import io.reactivezmq.spring.boot.ZmqSockets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health component {@code zmq}, which has a component for each socket of the properties. */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ZmqSockets.class)
@ConditionalOnEnabledHealthIndicator("zmq")
public final class ZmqHealthContributorAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = {"zmqHealthIndicator", "zmqHealthContributor"})
    ReactiveHealthContributor zmqHealthContributor(ZmqSockets sockets, ZmqProperties properties) {
        Map<String, ReactiveHealthIndicator> indicators = new LinkedHashMap<>();
        for (String name : sockets.names()) {
            int minPeers = properties.minPeers(name);
            Duration grace = properties.grace(name);
            PeerWatch watch = new PeerWatch(minPeers, grace, Clock.systemUTC());
            indicators.put(name, SocketHealthIndicator.of(sockets.get(name), minPeers, watch));
        }
        return CompositeReactiveHealthContributor.fromMap(indicators);
    }
}
