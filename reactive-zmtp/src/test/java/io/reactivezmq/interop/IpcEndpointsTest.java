package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.StreamOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.UnixPeer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

@DisplayName("ipc endpoints")
class IpcEndpointsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(10);

    /** On each kind of loops the same. */
    abstract static class OnLoops extends OnKindOfLoops {

        @TempDir
        Path directory;

        OnLoops(Loops kind) {
            super(kind);
        }

        String endpoint() {
            return "ipc://" + path();
        }

        Path path() {
            return directory.resolve("socket");
        }

        PushSocket push() {
            return zmq.push(o -> o.linger(Duration.ZERO).reconnectInterval(RETRY));
        }

        static void assertHears(PullSocket pull, PushSocket push) {
            push.send("hello").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("hello");
        }

        /** A socket's file that nobody listens at. */
        void leaveStaleFile() throws IOException {
            try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(path()));
            }
            assertThat(path()).exists();
        }

        @Test
        @DisplayName("carry messages of any size, and leave no file behind")
        void carries() {
            PullSocket pull = zmq.pull(o -> o.receiveBuffer(100_000).backlog(5));
            assertThat(pull.bind(endpoint()).block(LIMIT).uri()).isEqualTo(endpoint());
            assertThat(path()).exists();
            PushSocket push = zmq.push(o -> o.sendBuffer(100_000)).connect(endpoint());
            List<ZmqMessage> messages =
                    List.of(ZmqMessage.of("a", "", "b"), ZmqMessage.wrap(new byte[3_000_000]), ZmqMessage.of(""));
            push.send(Flux.fromIterable(messages)).subscribe();
            assertThat(pull.receive().take(3).collectList().block(LIMIT)).isEqualTo(messages);
            pull.unbind(endpoint()).block(LIMIT);
            assertThat(path()).doesNotExist();
        }

        @Test
        @DisplayName("with * get a path of their own, gone with the socket")
        void wildcard() {
            PullSocket pull = zmq.pull();
            Endpoint at = pull.bind("ipc://*").block(LIMIT);
            Path file = Path.of(at.address());
            assertThat(file).exists().isAbsolute();
            assertThat(zmq.pull().bind("ipc://*").block(LIMIT)).isNotEqualTo(at);
            assertHears(pull, push().connect(at));
            pull.close().block(LIMIT);
            assertThat(file).doesNotExist();
            assertThat(file.getParent()).doesNotExist();
        }

        @Test
        @DisplayName("take the place of a socket that is dead")
        void stale() throws IOException {
            leaveStaleFile();
            PullSocket pull = zmq.pull();
            pull.bind(endpoint()).block(LIMIT);
            assertHears(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("leave alone a socket that lives")
        void living() {
            PullSocket first = zmq.pull();
            first.bind(endpoint()).block(LIMIT);
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint()).block(LIMIT))
                    .withMessageContaining(endpoint())
                    .withMessageContaining("in use");
            assertHears(first, push().connect(endpoint()));
        }

        @Test
        @DisplayName("leave alone what is no socket")
        void regularFile() throws IOException {
            Files.writeString(path(), "precious");
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint()).block(LIMIT))
                    .withMessageContaining("no socket");
            assertThat(path()).hasContent("precious");
        }

        @Test
        @DisplayName("have the mode that is wanted from the first moment, whoever watches")
        void mode() throws IOException {
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
            } finally {
                over.set(true);
            }
            assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(first.get()).isIn(null, PosixFilePermissions.fromString("rw-rw-r--"));
            assertHears(pull, push().connect(endpoint()));
            assertThat(directory).isDirectoryNotContaining(file -> !file.equals(path()));
            pull.close().block(LIMIT);
            assertThat(directory).isEmptyDirectory();
        }

        @Test
        @DisplayName("belong to the group and owner that are wanted")
        void owner() throws IOException {
            PosixFileAttributes here = Files.readAttributes(directory, PosixFileAttributes.class);
            PullSocket pull = zmq.pull(o -> o.ipcFileOwner(here.owner().getName())
                    .ipcFileGroup(here.group().getName())
                    .ipcFileMode("rw-------"));
            pull.bind(endpoint()).block(LIMIT);
            PosixFileAttributes file = Files.readAttributes(path(), PosixFileAttributes.class);
            assertThat(file.owner()).isEqualTo(here.owner());
            assertThat(file.group()).isEqualTo(here.group());
            assertHears(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("are not bound when nobody has the name of the owner, and leave nothing behind")
        void unknownOwner() {
            for (Consumer<PullOptions> unknown : List.<Consumer<PullOptions>>of(
                    o -> o.ipcFileOwner("nobody-of-this-name"), o -> o.ipcFileGroup("nobody-of-this-name"))) {
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
            assertHears(pull, push().connect(endpoint()));
        }

        @Test
        @DisplayName("with a mode leave alone who listens there, and take the place of who is dead")
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
            assertHears(first, push().connect(endpoint()));
        }

        @Test
        @DisplayName("have no mode where there is no file of one's own")
        void modeOfNothing() {
            for (String endpoint : List.of("ipc://@name", "ipc://*")) {
                assertThatExceptionOfType(UnsupportedTransportException.class)
                        .isThrownBy(
                                () -> zmq.pull(o -> o.ipcFileMode("rw-------")).bind(endpoint))
                        .withMessageContaining("ipcFileMode");
            }
        }

        @Test
        @DisplayName("in a directory that is not there cannot be bound")
        void noDirectory() {
            String nowhere = "ipc://" + directory.resolve("none").resolve("socket");
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(nowhere).block(LIMIT))
                    .withMessageContaining(nowhere);
        }

        @Test
        @DisplayName("are dialed until somebody is there, and again when they were gone")
        void comesAndGoes() {
            PushSocket push = push();
            EventLog events = EventLog.of(push);
            push.connect(endpoint());
            assertThat(events.next(ConnectFailed.class).cause())
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining(endpoint());
            PullSocket first = zmq.pull();
            first.bind(endpoint()).block(LIMIT);
            assertHears(first, push);
            first.close().block(LIMIT);
            events.next(Disconnected.class);
            PullSocket second = zmq.pull();
            second.bind(endpoint()).block(LIMIT);
            assertHears(second, push);
            push.disconnect(endpoint());
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }

        private String abstractEndpoint() {
            return "ipc://@reactive-zmq-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        }

        @Test
        @DisplayName("may be names outside of the file system")
        void abstractName() {
            String endpoint = abstractEndpoint();
            PullSocket pull = zmq.pull();
            assertThat(pull.bind(endpoint).block(LIMIT).uri()).isEqualTo(endpoint);
            assertHears(pull, push().connect(endpoint));
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind(endpoint).block(LIMIT));
            pull.unbind(endpoint).block(LIMIT);
            zmq.pull().bind(endpoint).block(LIMIT);
        }

        @Test
        @DisplayName("tell whose process a peer is")
        void credentials() throws IOException {
            PullSocket pull = zmq.pull();
            pull.bind(endpoint()).block(LIMIT);
            PushSocket push = push().connect(endpoint());
            push.send("hello").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT).peer().address())
                    .isEqualTo(":" + uid() + ":" + gid() + ":"
                            + ProcessHandle.current().pid());
        }

        private int uid() throws IOException {
            return (int) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        }

        private int gid() throws IOException {
            return (int) Files.getAttribute(directory, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        }

        private void assertFilter(Consumer<PullOptions> filter, boolean letsIn) {
            PullSocket pull = zmq.pull(filter);
            EventLog events = EventLog.of(pull);
            Endpoint at = pull.bind("ipc://*").block(LIMIT);
            PushSocket push = push().connect(at);
            if (letsIn) {
                assertHears(pull, push);
            } else {
                HandshakeFailed refused = events.next(HandshakeFailed.class);
                assertThat(refused.cause())
                        .isInstanceOf(PeerRefusedException.class)
                        .hasMessageContaining("accept filter");
                assertThat(refused.address())
                        .endsWith(":" + ProcessHandle.current().pid());
                assertThat(events.all())
                        .anyMatch(Accepted.class::isInstance)
                        .noneMatch(HandshakeSucceeded.class::isInstance);
            }
        }

        /** Root may be another user; anybody else is another process at least. */
        @Test
        @DisplayName("let in by another's user, group or process, and tell of it")
        @ExtendWith(LibzmqAvailable.class)
        void anotherUser() throws IOException {
            boolean root = uid() == 0;
            int user = root ? 4711 : uid();
            int group = root ? 4712 : gid();
            String name = abstractEndpoint().substring("ipc://".length());
            List<Consumer<StreamOptions>> filters = List.of(
                    o -> o.ipcFilterUid(user),
                    o -> o.ipcFilterGid(group),
                    o -> o.ipcFilterUid(user + 1),
                    o -> o.ipcFilterGid(group + 1),
                    o -> o.ipcFilterPid((int) ProcessHandle.current().pid()));
            for (int i = 0; i < filters.size(); i++) {
                StreamSocket stream = zmq.stream(filters.get(i));
                EventLog events = EventLog.of(stream);
                stream.bind("ipc://" + name + i).block(LIMIT);
                try (UnixPeer peer = root ? UnixPeer.connectAs(user, name + i) : UnixPeer.connect(name + i)) {
                    String address = ":" + user + ":" + group + ":" + peer.pid();
                    if (i < 2) {
                        assertThat(events.next(HandshakeSucceeded.class).peer().address())
                                .isEqualTo(address);
                    } else {
                        assertThat(events.next(HandshakeFailed.class).address()).isEqualTo(address);
                        assertThat(peer.readToEnd()).isEmpty();
                    }
                }
            }
        }

        @Test
        @DisplayName("let in by user, group or process")
        void filters() throws IOException {
            int uid = uid();
            int gid = gid();
            int pid = (int) ProcessHandle.current().pid();
            assertFilter(o -> o.ipcFilterUid(uid), true);
            assertFilter(o -> o.ipcFilterUid(uid + 1), false);
            assertFilter(o -> o.ipcFilterGid(gid), true);
            assertFilter(o -> o.ipcFilterGid(gid + 1), false);
            assertFilter(o -> o.ipcFilterPid(pid), true);
            assertFilter(o -> o.ipcFilterPid(1), false);
            assertFilter(o -> o.ipcFilterUid(uid + 1).ipcFilterPid(pid), true);
        }
    }

    @Nested
    @DisplayName("on the JDK's channels")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }

        @Test
        @DisplayName("cannot be names outside of the file system")
        void abstractName() {
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() -> zmq.pull().bind("ipc://@name").block(LIMIT))
                    .withMessageContaining("netty-transport-native-epoll");
            PushSocket push = push();
            EventLog events = EventLog.of(push);
            push.connect("ipc://@name");
            assertThat(events.next(ConnectFailed.class).cause()).hasMessageContaining("netty-transport-native-epoll");
        }

        @Test
        @DisplayName("cannot filter by user")
        void filter() {
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() ->
                            zmq.pull(o -> o.ipcFilterUid(0)).bind(endpoint()).block(LIMIT))
                    .withMessageContaining("epoll");
        }
    }

    @Test
    @DisplayName("of one kind of loops are reached from the other")
    void mixed(@TempDir Path directory) {
        assumeTrue(Loops.EPOLL.areAvailable());
        try (Loops.Running epoll = Loops.EPOLL.start();
                Loops.Running nio = Loops.NIO.start()) {
            ZmqContext one = ZmqContext.on(epoll.group());
            ZmqContext other = ZmqContext.on(nio.group());
            int number = 0;
            for (ZmqContext binding : List.of(one, other)) {
                String endpoint = "ipc://" + directory.resolve("socket-" + number++);
                PullSocket pull = binding.pull();
                pull.bind(endpoint).block(LIMIT);
                OnLoops.assertHears(pull, (binding == one ? other : one).push().connect(endpoint));
            }
            one.close().block(LIMIT);
            other.close().block(LIMIT);
        }
    }

    @ParameterizedTest(name = "{0} make no sense")
    @CsvSource({"ipc://, transport://address", "ipc://@, name", "ipc://*, *"})
    void wrong(String endpoint, String complaint) {
        ZmqContext zmq = ZmqContext.create();
        PushSocket push = zmq.push();
        assertThatThrownBy(() -> push.connect(endpoint))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("'" + endpoint + "'")
                .hasMessageContaining(complaint);
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("longer than the system allows are refused at once, with the limit")
    void tooLong(@TempDir Path directory) {
        int limit = System.getProperty("os.name").equals("Linux") ? 107 : 103;
        ZmqContext zmq = ZmqContext.create();
        PullSocket pull = zmq.pull();
        String start = directory + "/";
        String longest = "ipc://" + start + "x".repeat(limit - start.length());
        pull.bind(longest).block(LIMIT);
        OnLoops.assertHears(pull, zmq.push().connect(longest));
        for (Runnable call : List.<Runnable>of(() -> pull.bind(longest + "x"), () -> pull.connect(longest + "x"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(InvalidEndpointException.class)
                    .hasMessageContaining(longest + "x")
                    .hasMessageContaining("at most " + limit);
        }
        zmq.close().block(LIMIT);
    }
}
