package io.reactivezmq.samples.live;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Main class of the application, which shows its sockets at {@code /zmq}. It ends by itself after some minutes. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LiveSample {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(LiveSample.class, args);
    }
}
