package io.reactivezmq.samples.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Main class of the application. With the profile {@code demo} it needs no other process. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class WebFluxSample {

    /** Starts the application, which runs until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(WebFluxSample.class, args);
    }
}
