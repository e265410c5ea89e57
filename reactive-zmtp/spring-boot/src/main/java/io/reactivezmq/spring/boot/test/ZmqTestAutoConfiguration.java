package io.reactivezmq.spring.boot.test;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqConnectionDetails;
import io.reactivezmq.spring.boot.ZmqProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Auto-configuration of {@link ZmqTestPeers}, for {@link AutoConfigureZmq} only. */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBooleanProperty("zmq.test.inproc")
public final class ZmqTestAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqTestAutoConfiguration() {}

    @Bean
    ZmqTestPeers zmqTestPeers(ZmqContext zmqContext, ZmqProperties properties) {
        return new ZmqTestPeers(zmqContext, properties);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ZmqConnectionDetails zmqTestConnectionDetails(ZmqProperties properties) {
        return new InprocEndpoints(properties);
    }

    /**
     * Replaces the endpoints of a socket by one within the process. A socket without endpoints still has none, and one
     * that binds and connects only binds.
     */
    private record InprocEndpoints(ZmqProperties properties) implements ZmqConnectionDetails {

        @Override
        public @Nullable List<String> getBind(String socket) {
            ZmqProperties.Socket given = properties.sockets().get(socket);
            return given == null ? null : replace(socket, !given.bind().isEmpty());
        }

        @Override
        public @Nullable List<String> getConnect(String socket) {
            ZmqProperties.Socket given = properties.sockets().get(socket);
            return given == null
                    ? null
                    : replace(socket, given.bind().isEmpty() && !given.connect().isEmpty());
        }

        private static List<String> replace(String socket, boolean used) {
            return used ? List.of(ZmqTestPeers.endpointOf(socket)) : List.of();
        }
    }
}
