package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqSockets;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Auto-configuration of methods with {@link io.reactivezmq.spring.boot.ZmqListener}. */
@AutoConfiguration(
        after = ZmqAutoConfiguration.class,
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnBean(ZmqSockets.class)
public final class ZmqListenerAutoConfiguration {

    /** Creates the configuration, which the container does. */
    public ZmqListenerAutoConfiguration() {}

    @Bean
    static ListenerMethods zmqListenerMethods() {
        return new ListenerMethods();
    }

    /** Creates beans with listeners even if the application creates beans when they are used: nothing uses these. */
    @Bean
    static LazyInitializationExcludeFilter zmqListenerLazyInitializationExcludeFilter() {
        return (name, definition, type) -> ListenerMethods.areIn(type);
    }

    @Bean
    ListenerLifecycle zmqListenerLifecycle(
            ListenerMethods zmqListenerMethods,
            ZmqSockets sockets,
            ObjectProvider<PayloadCodecs.JsonCodecs> json,
            BeanFactory beans,
            Environment environment) {
        return new ListenerLifecycle(
                zmqListenerMethods,
                sockets,
                new PayloadCodecs(beans, json.getIfAvailable()),
                environment::resolveRequiredPlaceholders);
    }

    /** Jackson 3 is on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JsonMapper.class)
    static class Json {

        @Bean
        @ConditionalOnBean(JsonMapper.class)
        JacksonCodecs zmqJacksonCodecs(JsonMapper mapper) {
            return new JacksonCodecs(mapper);
        }
    }
}
