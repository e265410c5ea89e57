package io.reactivezmq.samples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in the browser: runs scripts in it, and takes pictures. */
final class Tab implements WebSocket.Listener {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A promise of whether an expression holds within so many milliseconds. */
    private static final String WHEN = """
            new Promise((tell, fail) => {
              const end = performance.now() + %2$d;
              const look = () => {
                try {
                  if (%1$s) tell(true);
                  else if (performance.now() > end) tell(false);
                  else requestAnimationFrame(look);
                } catch (failure) {
                  fail(failure);
                }
              };
              look();
            })""";

    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Tab(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonNode message = JSON.readTree(text.toString());
            text.setLength(0);
            if (message.has("id")) {
                CompletableFuture<JsonNode> answer =
                        answers.remove(message.get("id").asInt());
                if (answer != null) {
                    answer.complete(message);
                }
            } else if (message.path("method").asString().equals("Runtime.exceptionThrown")
                    || message.at("/params/entry/source").asString().equals("security")) {
                complaints.add(message.toString());
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        JsonNode message = answer(method, parameters, PATIENCE);
        assertThat(message.has("error")).as("%s: %s", method, message).isFalse();
        return message.get("result");
    }

    private JsonNode answer(String method, Map<String, ?> parameters, Duration patience) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", number, "method", method, "params", parameters)), true);
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    void navigate(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** Returns the value of an expression. */
    JsonNode evaluate(String script) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        assertThat(result.has("exceptionDetails")).as("%s: %s", script, result).isFalse();
        return result.at("/result/value");
    }

    String text(String script) {
        return evaluate("String(" + script + ")").asString();
    }

    /** Waits until an expression holds, which the page looks at with each frame that the browser draws. */
    void await(String script, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        JsonNode message;
        do {
            long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
            message = answer(
                    "Runtime.evaluate",
                    Map.of("expression", WHEN.formatted(script, left), "awaitPromise", true, "returnByValue", true),
                    patience.plus(PATIENCE));
            // While the page is loaded, the one that it replaces answers with an error.
        } while (message.has("error") && System.nanoTime() < end);
        JsonNode result = message.path("result");
        assertThat(message.has("error") || result.has("exceptionDetails"))
                .as("%s: %s", script, message)
                .isFalse();
        if (!result.at("/result/value").asBoolean()) {
            throw new AssertionError(
                    "not within " + patience + ": " + script + "; the page shows: " + text("document.body.innerText"));
        }
    }

    void await(String script) {
        await(script, PATIENCE);
    }

    /** Makes the page as large as this, and its theme that of a system with this preference. */
    void look(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        String data = call("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Exceptions of scripts, and what the browser has refused. */
    List<String> complaints() {
        return complaints;
    }
}
