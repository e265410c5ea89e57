package io.reactivezmq.spring.boot.page;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.page.LivePage;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import io.reactivezmq.spring.boot.ZmqProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.core.json.JsonFactory;

/**
 * Auto-configuration of the live page of all sockets, which is off by default. It needs Spring WebFlux and Jackson. An
 * application without a web server ignores the property; one with another web server does not start with it.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBooleanProperty(ZmqPageAutoConfiguration.ENABLED)
@ConditionalOnBean(ZmqContext.class)
public final class ZmqPageAutoConfiguration {

    static final String ENABLED = "zmq.page.enabled";
    private static final String PATH = "zmq.page.path";

    /** Creates the configuration, which the container does. */
    public ZmqPageAutoConfiguration() {}

    private static InvalidConfigurationPropertyValueException needs(String artifact) {
        return new InvalidConfigurationPropertyValueException(
                ENABLED, true, "The page needs " + artifact + ". Add it, or remove the property.");
    }

    /** The application has what the page needs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    @ConditionalOnClass({RouterFunction.class, JsonFactory.class})
    static class Present {

        @Bean(destroyMethod = "dispose")
        @ConditionalOnMissingBean
        LivePage zmqPage(ZmqContext zmqContext) {
            return LivePage.of(zmqContext);
        }

        @Bean
        RouterFunction<ServerResponse> zmqPageRoutes(LivePage zmqPage, ZmqProperties properties) {
            String path = properties.page().path();
            if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
                throw new InvalidConfigurationPropertyValueException(
                        PATH, path, "A path begins with / and does not end with it, such as /zmq.");
            }
            return new PageHandler(zmqPage).routes(path);
        }

        @Bean
        PageLifecycle zmqPageLifecycle(LivePage zmqPage) {
            return new PageLifecycle(zmqPage);
        }
    }

    /** Jackson is missing. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    @ConditionalOnMissingClass("tools.jackson.core.json.JsonFactory")
    static class WithoutJackson {

        WithoutJackson() {
            throw needs("tools.jackson.core:jackson-core");
        }
    }

    /** The web server is a servlet container. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class OnServlets {

        OnServlets() {
            throw needs("Spring WebFlux (org.springframework.boot:spring-boot-starter-webflux), not Spring MVC");
        }
    }
}
