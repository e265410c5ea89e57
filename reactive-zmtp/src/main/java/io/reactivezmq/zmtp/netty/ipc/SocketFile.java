package io.reactivezmq.zmtp.netty.ipc;

import io.reactivezmq.Endpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The file of a listening Unix domain socket: its place is cleared before, and it is removed in the end. Everything here
 * asks the file system, so it happens on a thread that may wait.
 */
final class SocketFile {

    private static final Logger LOG = Loggers.getLogger(SocketFile.class);
    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET = 0140000;

    private final IpcAddress address;

    /** Made for this socket alone; null when the path was given. */
    private final @Nullable Path directory;

    private SocketFile(IpcAddress address, @Nullable Path directory) {
        this.address = address;
        this.directory = directory;
    }

    /**
     * Makes room for a socket.
     *
     * @return fails with an {@link IOException} when the path is somebody else's
     */
    static Mono<SocketFile> prepare(IpcAddress wanted) {
        return Mono.fromCallable(() -> clear(wanted)).subscribeOn(Schedulers.boundedElastic());
    }

    private static SocketFile clear(IpcAddress wanted) throws IOException {
        if (wanted.isAny()) {
            // Its owner alone may enter it.
            Path directory = Files.createTempDirectory("zmq-");
            return new SocketFile(IpcAddress.toBind(new Endpoint("ipc://" + directory.resolve("socket"))), directory);
        }
        if (!wanted.isAbstract()) {
            removeStale(Path.of(wanted.path()));
        }
        return new SocketFile(wanted, null);
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new FileAlreadyExistsException(path + " is there already, and is no socket");
        }
        if (isAlive(path)) {
            throw new BindException("Address already in use: a socket listens at " + path);
        }
        LOG.debug("Removing {}, which nobody listens at", path);
        Files.deleteIfExists(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & TYPE_MASK) == SOCKET;
        }
        return !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    private static boolean isAlive(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Otherwise a listener with a full backlog would keep us waiting.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (FileNotFoundException gone) {
            return false;
        }
    }

    /** Where the socket is to be bound; a made up path is a real one here. */
    IpcAddress address() {
        return address;
    }

    /** Removes the file, so that whoever connects from now on is not put off by a socket that closes. */
    Mono<Void> remove() {
        return later(() -> {
            if (!address.isAbstract()) {
                Files.deleteIfExists(Path.of(address.path()));
            }
        });
    }

    /** Removes what was made beside the socket. */
    Mono<Void> removeDirectory() {
        return later(() -> {
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
        });
    }

    private interface Deletion {
        void run() throws IOException;
    }

    private static Mono<Void> later(Deletion deletion) {
        return Mono.fromCallable(() -> {
                    deletion.run();
                    return true;
                })
                .then()
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(IOException.class, failure -> {
                    LOG.warn("A socket's file stays behind: {}", failure.toString());
                    return Mono.empty();
                });
    }
}
