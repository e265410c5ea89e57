package io.reactivezmq.zmtp.netty.ipc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.settings.SocketFileSettings;
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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The file of a listening Unix domain socket. A stale file is removed before, and the own file at the end. All methods
 * that return a {@code Mono} access the file system, so they run on Reactor's bounded elastic scheduler.
 */
final class SocketFile {

    private static final Logger LOG = Loggers.getLogger(SocketFile.class);
    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET = 0140000;

    /** The name in a directory that only its owner may enter; short, because paths have little room. */
    private static final String HIDDEN_NAME = "s";

    private static final String HIDDEN_DIRECTORY = ".z";
    private static final int HIDDEN_DIGITS = 6;
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final IpcAddress address;

    /** The path at which the socket is bound: the address, or a hidden path until the file has its mode and owner. */
    private final IpcAddress place;

    /** The directory created for this socket alone; null when the path was given. */
    private final @Nullable Path directory;

    private final SocketFileSettings settings;

    /** Whether the file at the address belongs to this socket. */
    private volatile boolean placed;

    private SocketFile(IpcAddress address, IpcAddress place, @Nullable Path directory, SocketFileSettings settings) {
        this.address = address;
        this.place = place;
        this.directory = directory;
        this.settings = settings;
        this.placed = settings.isDefault();
    }

    /**
     * Prepares the path for a socket.
     *
     * @return the prepared path; fails with an {@link IOException} when another file or a listening socket occupies the
     *     path
     */
    static Mono<SocketFile> prepare(IpcAddress wanted, SocketFileSettings settings) {
        return Mono.fromCallable(() -> clear(wanted, settings)).subscribeOn(Schedulers.boundedElastic());
    }

    private static SocketFile clear(IpcAddress wanted, SocketFileSettings settings) throws IOException {
        if (wanted.isAny()) {
            // Only its owner may enter it.
            Path directory = Files.createTempDirectory("zmq-");
            IpcAddress made = at(directory.resolve("socket"));
            return new SocketFile(made, made, directory, SocketFileSettings.DEFAULT);
        }
        if (!wanted.isAbstract()) {
            removeStale(Path.of(wanted.path()));
        }
        return settings.isDefault() ? new SocketFile(wanted, wanted, null, settings) : hidden(wanted, settings);
    }

    private static IpcAddress at(Path path) {
        return IpcAddress.toBind(new Endpoint("ipc://" + path));
    }

    /**
     * Creates a hidden directory to bind the socket in. The system creates the socket's file with the mode that the
     * umask leaves, and a peer might connect before the mode is changed. No other user can reach the file in this
     * directory.
     */
    private static SocketFile hidden(IpcAddress wanted, SocketFileSettings settings) throws IOException {
        byte[] random = new byte[HIDDEN_DIGITS / 2];
        ThreadLocalRandom.current().nextBytes(random);
        Path directory = Files.createDirectory(
                Path.of(wanted.path())
                        .toAbsolutePath()
                        .resolveSibling(HIDDEN_DIRECTORY + HexFormat.of().formatHex(random)),
                OWNER_ALONE);
        try {
            return new SocketFile(wanted, at(directory.resolve(HIDDEN_NAME)), directory, settings);
        } catch (RuntimeException tooLong) {
            Files.delete(directory);
            throw tooLong;
        }
    }

    /** Returns whether the file of a bound socket is already at its address. */
    boolean isPlaced() {
        return placed;
    }

    /**
     * Sets the mode and owner of the bound socket's file, and then links it at its address.
     *
     * @return completes afterwards; fails with an {@link IOException} when that is not permitted or the address is
     *     occupied meanwhile; fails with an {@link UnsupportedOperationException} when the file system has no POSIX
     *     permissions
     */
    Mono<Void> show() {
        return Mono.fromCallable(this::showNow)
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private boolean showNow() throws IOException {
        Path file = Path.of(place.path());
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            throw new UnsupportedOperationException("this file system has no POSIX permissions");
        }
        if (settings.mode() != null) {
            view.setPermissions(settings.mode());
        }
        if (settings.group() != null) {
            view.setGroup(names.lookupPrincipalByGroupName(settings.group()));
        }
        if (settings.owner() != null) {
            view.setOwner(names.lookupPrincipalByName(settings.owner()));
        }
        // Linked and not moved: a move would replace a file that another process has created meanwhile.
        Files.createLink(Path.of(address.path()), file);
        placed = true;
        Files.delete(file);
        Files.delete(Path.of(place.path()).getParent());
        return true;
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
        LOG.debug("Removing {}, at which no process listens", path);
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
            // Otherwise a listener with a full backlog would block this thread.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (FileNotFoundException gone) {
            return false;
        }
    }

    /** Returns the address of the socket, with the actual path in place of {@code *}. */
    IpcAddress address() {
        return address;
    }

    /** Returns the address at which to bind the socket. */
    IpcAddress place() {
        return place;
    }

    /** Removes the file before the socket closes, so that new peers do not connect to a closing socket. */
    Mono<Void> remove() {
        return later(() -> {
            if (placed && !address.isAbstract()) {
                Files.deleteIfExists(Path.of(address.path()));
            }
            if (!placed) {
                Files.deleteIfExists(Path.of(place.path()));
            }
        });
    }

    /** Removes the directory created for this socket, if any. */
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
