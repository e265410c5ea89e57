package io.reactivezmq.samples.live;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A headless browser with a profile of its own. It is controlled by its DevTools protocol. */
final class Chromium implements AutoCloseable {

    /** Names under which systems have it. */
    static final List<String> PROGRAMS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final Process process;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Chromium(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Returns the program, which the environment variable CHROMIUM may name; null if there is none. */
    static @Nullable String find() {
        String chosen = System.getenv("CHROMIUM");
        if (chosen != null) {
            return chosen;
        }
        for (String program : PROGRAMS) {
            for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
                Path file = Path.of(directory, program);
                if (Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        }
        return null;
    }

    static Chromium start(Path directory) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        String.valueOf(find()),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory.resolve("profile")))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                // Nothing else reads it, and a full pipe would stop the browser.
                Thread reader = new Thread(() -> output.lines().forEach(ignored -> {}), "chromium-output");
                reader.setDaemon(true);
                reader.start();
                return new Chromium(process, listening.group(1));
            }
        }
        throw new IOException("the browser has ended: " + said);
    }

    /** Opens a page of its own. */
    Tab open(String url) throws IOException, InterruptedException {
        String answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                                .method("PUT", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String socket =
                new JsonMapper().readTree(answer).get("webSocketDebuggerUrl").asString();
        Tab tab = new Tab(http, URI.create(socket));
        tab.navigate(url);
        return tab;
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
