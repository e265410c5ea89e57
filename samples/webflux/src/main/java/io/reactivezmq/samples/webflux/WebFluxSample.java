package io.reactivezmq.samples.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. With the profile {@code demo} it needs nothing else. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class WebFluxSample {

    /** Runs until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(WebFluxSample.class, args);
    }
}
