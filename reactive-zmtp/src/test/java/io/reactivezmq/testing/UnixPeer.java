package io.reactivezmq.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Python process with a Unix domain socket, that knows nothing of ZeroMQ: {@code peers/unix.py}. */
public final class UnixPeer implements AutoCloseable {

    private static final int LIMIT = 20;

    private final Process process;

    private UnixPeer(String... arguments) {
        try {
            Path script = Path.of(UnixPeer.class.getResource("/peers/unix.py").toURI());
            List<String> command = new ArrayList<>(List.of(PythonPeer.python(), "-u", script.toString()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects to the process that listens at this path. */
    public static UnixPeer connect(String path) {
        return new UnixPeer("connect", path);
    }

    /** The same as a user of this number, in the group of the next, where we are root. */
    public static UnixPeer connectAs(int user, String path) {
        return new UnixPeer("connect", path, Integer.toString(user));
    }

    /** Waits for a peer at this path. */
    public static UnixPeer listen(String path) {
        return new UnixPeer("listen", path);
    }

    /** Its process's id. */
    public long pid() {
        return process.pid();
    }

    /** Sends these bytes. */
    public UnixPeer send(byte[] bytes) {
        try {
            OutputStream out = process.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends nothing more, which closes its half of the connection. */
    public void stopSending() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] limited(Reading reading) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return reading.from(process.getInputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orTimeout(LIMIT, TimeUnit.SECONDS)
                .join();
    }

    private interface Reading {
        byte[] from(InputStream in) throws IOException;
    }

    /** Reads exactly so many bytes. */
    public byte[] read(int count) {
        return limited(in -> in.readNBytes(count));
    }

    /** Reads until the other side closes, and returns what came before. */
    public byte[] readToEnd() {
        return limited(in -> {
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            in.transferTo(rest);
            return rest.toByteArray();
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
