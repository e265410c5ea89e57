package io.reactivezmq.zmtp.netty.ipc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.options.SocketFileSettings;
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
 * The file of a listening Unix domain socket: its place is cleared before, and it is removed in the end. Everything
 * here asks the file system, so it happens on a thread that may wait.
 */
final class SocketFile {

    private static final Logger LOG = Loggers.getLogger(SocketFile.class);
    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET = 0140000;

    /** In a directory that its owner alone may enter; short, as there is not much room in a path. */
    private static final String HIDDEN_NAME = "s";

    private static final String HIDDEN_DIRECTORY = ".z";
    private static final int HIDDEN_DIGITS = 6;
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final SocketFileSettings AS_IT_COMES = new SocketFileSettings(null, null, null);

    private final IpcAddress address;

    /** Where the socket is bound: the address, or a hidden place from where its file is moved when it has its mode. */
    private final IpcAddress place;

    /** Made for this socket alone; null when the path was given. */
    private final @Nullable Path directory;

    private final SocketFileSettings settings;

    /** Whether the file at the address is ours. */
    private volatile boolean placed;

    private SocketFile(IpcAddress address, IpcAddress place, @Nullable Path directory, SocketFileSettings settings) {
        this.address = address;
        this.place = place;
        this.directory = directory;
        this.settings = settings;
        this.placed = settings.isDefault();
    }

    /**
     * Makes room for a socket.
     *
     * @return fails with an {@link IOException} when the path is somebody else's
     */
    static Mono<SocketFile> prepare(IpcAddress wanted, SocketFileSettings settings) {
        return Mono.fromCallable(() -> clear(wanted, settings)).subscribeOn(Schedulers.boundedElastic());
    }

    private static SocketFile clear(IpcAddress wanted, SocketFileSettings settings) throws IOException {
        if (wanted.isAny()) {
            // Its owner alone may enter it.
            Path directory = Files.createTempDirectory("zmq-");
            IpcAddress made = at(directory.resolve("socket"));
            return new SocketFile(made, made, directory, AS_IT_COMES);
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
     * The system makes the file of a socket with the mode that the umask leaves, and a peer might connect before
     * another is set. So the socket is bound where no other user can reach it.
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

    /** Whether the socket is where it was wanted as soon as it is bound. */
    boolean isPlaced() {
        return placed;
    }

    /**
     * Gives the bound socket's file its mode and owner, and only then its place.
     *
     * @return fails with an {@link IOException} when that may not be, or the place is taken now, or with an
     *     {@link UnsupportedOperationException} when the file system knows no such things
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
        // Not moved: that would take the place of a file that has come there in the meantime.
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

    /** Where the socket is reached; a made up path is a real one here. */
    IpcAddress address() {
        return address;
    }

    /** Where the socket is to be bound. */
    IpcAddress place() {
        return place;
    }

    /** Removes the file, so that whoever connects from now on is not put off by a socket that closes. */
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
