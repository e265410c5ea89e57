package io.reactivezmq.spring.boot.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.page.LivePage;
import io.reactivezmq.spring.boot.ZmqAutoConfiguration;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.SimpleThreadScope;

/** The page in an application. What it shows is tested in a browser, in {@code samples/live}. */
@Timeout(120)
class ZmqPageTest {

    private static final AutoConfigurations PAGE =
            AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqPageAutoConfiguration.class);

    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    private static ConfigurableApplicationContext app(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.netty.max-keep-alive-requests=1",
                "--spring.main.banner-mode=off",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--zmq.sockets.jobs.type=pull"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new SpringApplicationBuilder(App.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    private <T> HttpResponse<T> get(
            ConfigurableApplicationContext app, String path, HttpResponse.BodyHandler<T> handler) throws Exception {
        String port = app.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                handler);
    }

    private static String nextData(BufferedReader stream) throws Exception {
        String line;
        do {
            line = stream.readLine();
        } while (line != null && !line.startsWith("data: "));
        return String.valueOf(line);
    }

    @Test
    void isOffByDefault() throws Exception {
        try (ConfigurableApplicationContext app = app()) {
            assertThat(get(app, "/zmq", BodyHandlers.ofString()).statusCode()).isEqualTo(404);
            assertThat(app.getBeanNamesForType(LivePage.class)).isEmpty();
        }
    }

    @Test
    void servesThePageAndItsStreamWhichDoesNotHoldUpTheShutdown() throws Exception {
        ConfigurableApplicationContext app =
                app("zmq.page.enabled=true", "zmq.page.path=/internal/zmq", "server.shutdown=graceful");
        try {
            HttpResponse<String> page = get(app, "/internal/zmq", BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("EventSource");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));

            HttpResponse<InputStream> stream = get(app, "/internal/zmq/stream?open=1", BodyHandlers.ofInputStream());
            assertThat(stream.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertThat(nextData(lines)).contains("\"name\":\"jobs\"", "\"type\":\"pull\"", "\"peers\":{\"1\":");
                long begin = System.nanoTime();
                app.close();
                while (!"null".equals(nextData(lines))) {
                    // What was under way.
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            }
        } finally {
            app.close();
        }
    }

    @Test
    void moreBrowsersThanAllowedAreRefused() throws Exception {
        try (ConfigurableApplicationContext app = app("zmq.page.enabled=true")) {
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < LivePage.MAX_STREAMS; i++) {
                HttpResponse<InputStream> stream = get(app, "/zmq/stream", BodyHandlers.ofInputStream());
                assertThat(stream.statusCode()).isEqualTo(200);
                streams.add(stream.body());
            }
            assertThat(get(app, "/zmq/stream", BodyHandlers.ofString()).statusCode())
                    .isEqualTo(503);
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void aPathThatCannotBeUsedFailsTheStart() {
        assertThatThrownBy(() -> app("zmq.page.enabled=true", "zmq.page.path=zmq/"))
                .rootCause()
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refused -> assertThat(refused.getName()).isEqualTo("zmq.page.path"));
    }

    @Test
    void anApplicationWithoutAWebServerHasNoPage() {
        new ApplicationContextRunner()
                .withConfiguration(PAGE)
                .withPropertyValues("zmq.page.enabled=true")
                .run(app -> assertThat(app).hasNotFailed().doesNotHaveBean(LivePage.class));
    }

    @Test
    void servletsAndAMissingJacksonFailTheStart() {
        new ApplicationContextRunner()
                .withConfiguration(PAGE)
                .withPropertyValues("zmq.page.enabled=true")
                // By which Spring Boot recognizes a web application on servlets.
                .withInitializer(app -> app.getBeanFactory().registerScope("session", new SimpleThreadScope()))
                .run(app -> assertThat(app)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("spring-boot-starter-webflux"));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(PAGE)
                .withPropertyValues("zmq.page.enabled=true")
                .withClassLoader(new FilteredClassLoader("tools.jackson.core"))
                .run(app -> assertThat(app)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("jackson-core"));
    }
}
