package io.reactivezmq.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Python process with libzmq in it, which runs {@code peers/peer.py} and does what that script says. */
public final class PythonPeer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");

    private final Process process;
    private final OutputStream requests;
    private final Queue<CompletableFuture<JsonNode>> waiting = new ArrayDeque<>();
    private int sockets;
    private boolean ended;

    private PythonPeer(Process process) {
        this.process = process;
        this.requests = process.getOutputStream();
        Thread reader = new Thread(this::readAnswers, "python " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** The interpreter that the system's packages belong to, or the first one on the path. */
    public static String python() {
        return Files.isExecutable(SYSTEM_PYTHON) ? SYSTEM_PYTHON.toString() : "python3";
    }

    /** Starts a process. */
    public static PythonPeer start() {
        try {
            byte[] script;
            try (var resource = PythonPeer.class.getResourceAsStream("/peers/peer.py")) {
                script = resource.readAllBytes();
            }
            return new PythonPeer(new ProcessBuilder(python(), "-u", "-c", new String(script, "UTF-8"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of its libzmq. */
    public String version() {
        return ask("version", Map.of()).join().asText();
    }

    /**
     * Has pyzmq's own authenticator decide on the peers of this process's sockets.
     *
     * @param passwords for PLAIN
     * @param certificates the directory with those of CURVE, in files that end in {@code .key}
     * @param deny addresses that are refused
     */
    public void judge(Map<String, String> passwords, Path certificates, String... deny) {
        ask("judge", Map.of("passwords", passwords, "certificates", certificates.toString(), "deny", deny))
                .join();
    }

    /** What pyzmq reads in a certificate file: the public key, and the secret one if it is there. */
    public List<String> certificate(Path file) {
        List<String> keys = new ArrayList<>();
        ask("certificate", Map.of("file", file.toString())).join().forEach(key -> {
            if (!key.isNull()) {
                keys.add(key.asText());
            }
        });
        return keys;
    }

    /** Has pyzmq write a new certificate, in files of this name with {@code .key} and {@code .key_secret} behind it. */
    public void createCertificate(Path directory, String name) {
        ask("create_certificate", Map.of("directory", directory.toString(), "name", name))
                .join();
    }

    /**
     * Starts one of Node.js instead, with libzmq as {@code zeromq} of npm brings it, or with {@code jszmq}, which is
     * JavaScript all through. Its packages are where {@code NODE_PEERS} says, or where {@code peers/install.sh} puts
     * them.
     *
     * @param library {@code zeromq} or {@code jszmq}
     */
    public static PythonPeer startNode(String library) {
        try {
            Path script = Path.of(PythonPeer.class.getResource("/peers/peer.js").toURI());
            ProcessBuilder node = node(library, "--no-warnings", script.toString(), library);
            return new PythonPeer(node.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How to start Node.js, with a package where its programs find it. Its errors are ours. */
    public static ProcessBuilder node(String library, String... arguments) {
        Path modules = Path.of(Objects.requireNonNullElse(System.getenv("NODE_PEERS"), "target/peers"))
                .resolve("node_modules")
                .toAbsolutePath();
        if (!Files.isDirectory(modules.resolve(library))) {
            throw new IllegalStateException("npm has not installed " + library + " in " + modules
                    + ": run src/test/resources/peers/install.sh, or name a place by NODE_PEERS");
        }
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder node = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment().put("NODE_PATH", modules.toString());
        return node;
    }

    /** Opens a socket of this type. */
    public LibzmqSocket socket(String type) {
        String name = "socket-" + ++sockets;
        ask("open", Map.of("name", name, "type", type)).join();
        return new LibzmqSocket(this, name);
    }

    /** Sends a request; the answers come in the same order. */
    CompletableFuture<JsonNode> ask(String what, Map<String, ?> arguments) {
        Map<String, Object> request = new HashMap<>(arguments);
        request.put("do", what);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        try {
            byte[] line = (JSON.writeValueAsString(request) + "\n").getBytes("UTF-8");
            synchronized (waiting) {
                if (ended) {
                    throw new IOException("the process has ended");
                }
                waiting.add(answer);
                requests.write(line);
                requests.flush();
            }
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return ForeignSocket.limited(answer);
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode answer = JSON.readTree(line);
                CompletableFuture<JsonNode> asker;
                synchronized (waiting) {
                    asker = waiting.remove();
                }
                if (answer.has("error")) {
                    asker.completeExceptionally(
                            new IllegalStateException(answer.get("error").asText()));
                } else {
                    asker.complete(answer.get("ok"));
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
        synchronized (waiting) {
            ended = true;
            waiting.forEach(asker -> asker.completeExceptionally(new IllegalStateException("the process has ended")));
            waiting.clear();
        }
    }

    /** Ends the process without giving it a chance to say good-bye (SIGKILL), and waits until it is gone. */
    public void kill() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not die");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
