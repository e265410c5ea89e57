package io.reactivezmq.spring.boot.actuate;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.micrometer.ZmqClientObservationConvention;
import io.reactivezmq.micrometer.ZmqObservations;
import io.reactivezmq.micrometer.ZmqProcessObservationConvention;
import io.reactivezmq.micrometer.ZmqSendObservationConvention;
import io.reactivezmq.micrometer.ZmqServerObservationConvention;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqProperties;
import io.reactivezmq.spring.boot.ZmqSocketDecorator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of observed requests: of the REQ and REP sockets of the properties, in the registry of the
 * application. Beans replace the conventions. The bean of type {@link ZmqObservations} observes single messages.
 */
@AutoConfiguration(
        before = ZmqAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ObservationRegistry.class, ZmqObservations.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "zmq.enabled", matchIfMissing = true)
public final class ZmqObservationAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqObservationAutoConfiguration() {}

    /** What observes single messages too, if the application says so. */
    @Bean
    @ConditionalOnMissingBean
    ZmqObservations zmqObservations(
            ObservationRegistry registry,
            ZmqProperties properties,
            ObjectProvider<ZmqClientObservationConvention> client,
            ObjectProvider<ZmqServerObservationConvention> server,
            ObjectProvider<ZmqSendObservationConvention> send,
            ObjectProvider<ZmqProcessObservationConvention> process) {
        return ZmqObservations.of(registry)
                .convention(client.getIfAvailable(() -> ZmqClientObservationConvention.DEFAULT))
                .convention(server.getIfAvailable(() -> ZmqServerObservationConvention.DEFAULT))
                .convention(send.getIfAvailable(() -> ZmqSendObservationConvention.DEFAULT))
                .convention(process.getIfAvailable(() -> ZmqProcessObservationConvention.DEFAULT))
                .propagation(properties.observation().propagation());
    }

    @Bean
    ZmqSocketDecorator zmqObservationDecorator(ZmqObservations observations) {
        return (name, socket) -> observe(observations, socket);
    }

    private static ZmqSocket<?> observe(ZmqObservations observations, ZmqSocket<?> socket) {
        if (socket instanceof ReqSocket req) {
            return observations.observe(req);
        }
        return socket instanceof RepSocket rep ? observations.observe(rep) : socket;
    }
}
