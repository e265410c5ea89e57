package io.reactivezmq.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqContext;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page beside the scenes. */
class PageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Test
    @Timeout(60)
    void servesThePageAndItsStreamWithoutSpring() throws Exception {
        ZmqContext zmq = ZmqContext.create();
        try {
            zmq.pull(o -> o.name("jobs"));
            Page page = Objects.requireNonNull(Page.open(zmq, 0).block(PATIENCE));
            assertThat(http.send(request(page.url()), BodyHandlers.ofString()).body())
                    .startsWith("<!DOCTYPE html>");
            InputStream stream = http.send(request(page.url() + "/stream?open=1"), BodyHandlers.ofInputStream())
                    .body();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith("retry: ");
                String line = lines.readLine();
                while (!line.startsWith("data: ")) {
                    line = lines.readLine();
                }
                assertThat(line).contains("\"name\":\"jobs\"", "\"peers\":{\"1\":");
                page.close().block(PATIENCE);
                assertThat(lines.lines()).as("the rest").hasSizeLessThan(10);
            }
        } finally {
            zmq.close().block(PATIENCE);
        }
    }

    @Test
    void isOffWithoutTheArgument() {
        assertThat(Quickstart.port()).isEmpty();
        assertThat(Quickstart.port("--page")).hasValue(8080);
        assertThat(Quickstart.port("--page=9000")).hasValue(9000);
        assertThatThrownBy(() -> Quickstart.port("--pages")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Quickstart.port("--page=65536")).isInstanceOf(IllegalArgumentException.class);
    }
}
