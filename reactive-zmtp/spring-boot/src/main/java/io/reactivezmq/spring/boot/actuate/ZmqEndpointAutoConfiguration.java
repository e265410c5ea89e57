package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the actuator's endpoint {@code zmq}. */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(ZmqContext.class)
@ConditionalOnAvailableEndpoint(ZmqEndpoint.class)
public final class ZmqEndpointAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ZmqEndpoint zmqEndpoint(ZmqContext zmqContext) {
        return new ZmqEndpoint(zmqContext);
    }
}
