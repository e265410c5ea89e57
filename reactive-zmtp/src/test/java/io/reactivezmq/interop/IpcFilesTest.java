package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.PullSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The files of {@code ipc} endpoints: which files a bind replaces, their mode and their owner. */
@DisplayName("files of ipc endpoints")
class IpcFilesTest {

    /** The tests that run on each kind of loops. */
    abstract static class OnLoops extends IpcFixture {

        OnLoops(Loops kind) {
            super(kind);
        }

        /** Leaves the file of a socket that has stopped listening. */
        void leaveStaleFile() throws IOException {
            try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(path()));
            }
            assertThat(path()).exists();
        }

        @Test
        @DisplayName("are replaced when no socket listens on them")
        void replacesAStaleFile() throws IOException {
            leaveStaleFile();
            PullSocket pull = zmq.pull();
            pull.bind(endpoint()).block(LIMIT);
            Pipeline.assertDelivers(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("are left alone when a socket listens on them")
        void refusesTheFileOfALiveSocket() {
            PullSocket first = zmq.pull();
            first.bind(endpoint()).block(LIMIT);
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint()).block(LIMIT))
                    .withMessageContaining(endpoint())
                    .withMessageContaining("in use");
            Pipeline.assertDelivers(first, push().connect(endpoint()));
        }

        @Test
        @DisplayName("are left alone when they are no sockets")
        void regularFile() throws IOException {
            Files.writeString(path(), "precious");
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint()).block(LIMIT))
                    .withMessageContaining("no socket");
            assertThat(path()).hasContent("precious");
        }

        @Test
        @DisplayName("have the mode of the option from the first moment")
        void mode() throws Exception {
            AtomicReference<Set<PosixFilePermission>> first = new AtomicReference<>();
            AtomicBoolean over = new AtomicBoolean();
            Thread watcher = new Thread(() -> {
                while (first.get() == null && !over.get()) {
                    try {
                        first.set(Files.getPosixFilePermissions(path()));
                    } catch (IOException notThere) {
                        Thread.onSpinWait();
                    }
                }
            });
            watcher.start();
            PullSocket pull = zmq.pull(o -> o.ipcFileMode("rw-rw-r--"));
            try {
                assertThat(pull.bind(endpoint()).block(LIMIT).uri()).isEqualTo(endpoint());
                watcher.join(LIMIT.toMillis());
            } finally {
                over.set(true);
            }
            assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(first.get()).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
            Pipeline.assertDelivers(pull, push().connect(endpoint()));
            assertThat(directory).isDirectoryNotContaining(file -> !file.equals(path()));
            pull.close().block(LIMIT);
            assertThat(directory).isEmptyDirectory();
        }

        @Test
        @DisplayName("belong to the group and owner of the options")
        void owner() throws IOException {
            PosixFileAttributes here = Files.readAttributes(directory, PosixFileAttributes.class);
            PullSocket pull = zmq.pull(o -> o.ipcFileOwner(here.owner().getName())
                    .ipcFileGroup(here.group().getName())
                    .ipcFileMode("rw-------"));
            pull.bind(endpoint()).block(LIMIT);
            PosixFileAttributes file = Files.readAttributes(path(), PosixFileAttributes.class);
            assertThat(file.owner()).isEqualTo(here.owner());
            assertThat(file.group()).isEqualTo(here.group());
            Pipeline.assertDelivers(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("are not left behind when the owner does not exist and the bind fails")
        void unknownOwner() {
            for (Consumer<PullOptions> unknown : List.<Consumer<PullOptions>>of(
                    o -> o.ipcFileOwner("no-such-name"), o -> o.ipcFileGroup("no-such-name"))) {
                PullSocket pull = zmq.pull(unknown::accept);
                EventLog events = EventLog.of(pull);
                assertThatExceptionOfType(BindFailedException.class)
                        .isThrownBy(() -> pull.bind(endpoint()).block(LIMIT))
                        .withCauseInstanceOf(UserPrincipalNotFoundException.class);
                events.next(BindFailed.class);
                assertThat(directory).isEmptyDirectory();
            }
            PullSocket pull = zmq.pull();
            pull.bind(endpoint()).block(LIMIT);
            Pipeline.assertDelivers(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("with a mode are left alone when a socket listens on them, and replaced when none does")
        void modeAndOthers() throws IOException {
            leaveStaleFile();
            PullSocket first = zmq.pull(o -> o.ipcFileMode("rw-------"));
            first.bind(endpoint()).block(LIMIT);
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull(o -> o.ipcFileMode("rw-rw-rw-"))
                            .bind(endpoint())
                            .block(LIMIT))
                    .withMessageContaining("in use");
            assertThat(directory).isDirectoryNotContaining(file -> !file.equals(path()));
            assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            Pipeline.assertDelivers(first, push().connect(endpoint()));
        }

        @Test
        @DisplayName("have no mode when the name is abstract or chosen by the library")
        void modeOfNothing() {
            for (String endpoint : List.of("ipc://@name", "ipc://*")) {
                assertThatExceptionOfType(UnsupportedTransportException.class)
                        .isThrownBy(
                                () -> zmq.pull(o -> o.ipcFileMode("rw-------")).bind(endpoint))
                        .withMessageContaining("ipcFileMode");
            }
        }

        @Test
        @DisplayName("in a directory that does not exist cannot be bound")
        void noDirectory() {
            String nowhere = "ipc://" + directory.resolve("none").resolve("socket");
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(nowhere).block(LIMIT))
                    .withMessageContaining(nowhere);
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("on the JDK's channels")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
