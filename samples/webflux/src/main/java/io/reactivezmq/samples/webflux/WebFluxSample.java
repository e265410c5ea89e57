package io.reactivezmq.samples.webflux;

import io.netty.channel.ChannelOption;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

/** Main class of the application. With the profile {@code demo} it needs no other process. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class WebFluxSample {

    /**
     * Limits the kernel's send buffer of HTTP connections ({@code SO_SNDBUF}). By default, the kernel would hold
     * megabytes for a reader that has stopped reading, so back-pressure would begin late.
     */
    @Bean
    NettyServerCustomizer smallSendBuffer(SampleProperties properties) {
        return server ->
                server.childOption(ChannelOption.SO_SNDBUF, properties.quotes().kernelBufferBytes());
    }

    /** Starts the application, which runs until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(WebFluxSample.class, args);
    }
}
