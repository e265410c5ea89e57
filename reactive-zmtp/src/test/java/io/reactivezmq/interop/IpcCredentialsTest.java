package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.StreamOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.UnixPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The user, group and process of the peers of an {@code ipc} endpoint, and filters for them. */
@DisplayName("ipc endpoints with credentials of peers")
class IpcCredentialsTest {

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends IpcFixture {

        OnEpoll() {
            super(Loops.EPOLL);
        }

        @Test
        @DisplayName("report the user, group and process of a peer")
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
                Pipeline.assertDelivers(pull, push);
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

        /** A peer of root runs as another user; another user's peer is another process at least. */
        @Test
        @DisplayName("accept and refuse by the user, group or process of another user's peer, with events")
        @ExtendWith(LibzmqAvailable.class)
        void filtersPeersOfAnotherUser() throws IOException {
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
        @DisplayName("accept and refuse by user, group or process")
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
    class OnNio extends IpcFixture {

        OnNio() {
            super(Loops.NIO);
        }

        @Test
        @DisplayName("cannot filter by user")
        void noFilters() {
            assertThatExceptionOfType(BindFailedException.class)
                    .isThrownBy(() ->
                            zmq.pull(o -> o.ipcFilterUid(0)).bind(endpoint()).block(LIMIT))
                    .withMessageContaining("epoll");
        }
    }
}
