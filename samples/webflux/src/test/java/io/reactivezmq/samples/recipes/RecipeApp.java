package io.reactivezmq.samples.recipes;

import static java.time.Duration.ofMillis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application with the recipes that need HTTP, on a free port. */
final class RecipeApp implements AutoCloseable {

    private static final Duration OPEN = ofMillis(500);

    private final ConfigurableApplicationContext context;

    @EnableAutoConfiguration
    @Import({FeedController.class, GuardedController.class})
    static class Recipes {

        @Bean
        CircuitBreaker breaker() {
            // [doc]
            CircuitBreaker breaker = CircuitBreaker.of(
                    "ask",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(10)
                            .minimumNumberOfCalls(6)
                            .failureRateThreshold(50)
                            .waitDurationInOpenState(OPEN)
                            .permittedNumberOfCallsInHalfOpenState(2)
                            .build());
            // [/doc]
            return breaker;
        }
    }

    private RecipeApp(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RecipeApp start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.location=classpath:recipes.yml",
                "--server.port=0",
                "--server.netty.max-keep-alive-requests=1",
                "--spring.main.banner-mode=off",
                "--spring.reactor.netty.shutdown-quiet-period=0s"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RecipeApp(new SpringApplicationBuilder(Recipes.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new)));
    }

    CircuitBreaker breaker() {
        return context.getBean(CircuitBreaker.class);
    }

    private WebClient web() {
        return WebClient.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Emits what a browser gets. */
    Flux<String> feed() {
        return web().get().uri("/feed").retrieve().bodyToFlux(String.class);
    }

    /** Asks, and emits the status and the answer. */
    Mono<String> ask(String question) {
        return web().post()
                .uri("/ask")
                .bodyValue(question)
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(answer -> response.statusCode().value() + " " + answer));
    }

    @Override
    public void close() {
        context.close();
    }
}
