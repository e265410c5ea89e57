package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.JeroMqSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import zmq.Msg;

/** libzmq as distributions build it has none of these types. */
@DisplayName("CLIENT, SERVER, SCATTER, GATHER, CHANNEL and PEER over tcp, with JeroMQ and with each other")
class NewerTypesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MANY = 2_000;

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Endpoint bind(ZmqSocket<?> socket) {
        return socket.bind("tcp://127.0.0.1:*").block(LIMIT);
    }

    private static List<String> texts() {
        return IntStream.range(0, MANY).mapToObj(i -> "message " + i).toList();
    }

    private static Flux<ZmqMessage> messages() {
        return Flux.fromIterable(texts()).map(ZmqMessage::of);
    }

    private static String text(Msg message) {
        return new String(message.data(), StandardCharsets.UTF_8);
    }

    private static Msg msg(String text) {
        return new Msg(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Either side bound. */
    private static void meet(boolean weBind, ZmqSocket<?> ours, JeroMqSocket theirs) {
        if (weBind) {
            theirs.connect(bind(ours));
        } else {
            ours.connect(theirs.bind().uri());
        }
    }

    @ParameterizedTest(name = "our CLIENT and a SERVER of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void client(boolean weBind) {
        try (JeroMqSocket server = new JeroMqSocket("SERVER")) {
            ClientSocket client = zmq.client();
            meet(weBind, client, server);
            var echo = server.call(socket -> {
                for (int i = 0; i < MANY; i++) {
                    Msg question = socket.recv(0);
                    Msg answer = msg(text(question));
                    answer.setRoutingId(question.getRoutingId());
                    assertThat(question.getRoutingId()).isNotZero();
                    assertThat(socket.send(answer, 0)).isTrue();
                }
                return true;
            });
            client.send(messages()).subscribe();
            assertThat(client.receive()
                            .map(ZmqMessage::text)
                            .take(MANY)
                            .collectList()
                            .block(LIMIT))
                    .isEqualTo(texts());
            assertThat(echo).succeedsWithin(LIMIT);
        }
    }

    @ParameterizedTest(name = "our SERVER and two CLIENTs of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void server(boolean weBind) {
        try (JeroMqSocket one = new JeroMqSocket("CLIENT");
                JeroMqSocket two = new JeroMqSocket("CLIENT")) {
            ServerSocket server = zmq.server();
            if (weBind) {
                Endpoint at = bind(server);
                one.connect(at);
                two.connect(at);
            } else {
                server.connect(one.bind().uri()).connect(two.bind().uri());
            }
            server.receive()
                    .concatMap(question -> server.to(RoutingId.of(question)).send(question.dropFirst(1)))
                    .subscribe();
            for (JeroMqSocket client : List.of(one, two)) {
                assertThat(client.exchange(messages().collectList().block(), 100))
                        .succeedsWithin(LIMIT)
                        .isEqualTo(messages().collectList().block());
            }
        }
    }

    @ParameterizedTest(name = "our SCATTER and a GATHER of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void scatter(boolean weBind) {
        try (JeroMqSocket gather = new JeroMqSocket("GATHER")) {
            ScatterSocket scatter = zmq.scatter();
            meet(weBind, scatter, gather);
            var received = gather.receive(MANY);
            scatter.send(messages()).block(LIMIT);
            assertThat(received)
                    .succeedsWithin(LIMIT)
                    .isEqualTo(messages().collectList().block());
        }
    }

    @ParameterizedTest(name = "our GATHER and a SCATTER of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void gather(boolean weBind) {
        try (JeroMqSocket scatter = new JeroMqSocket("SCATTER")) {
            GatherSocket gather = zmq.gather();
            meet(weBind, gather, scatter);
            scatter.send(messages().collectList().block());
            assertThat(gather.receive()
                            .map(ZmqMessage::text)
                            .take(MANY)
                            .collectList()
                            .block(LIMIT))
                    .isEqualTo(texts());
        }
    }

    @ParameterizedTest(name = "our CHANNEL and one of JeroMQ; we bind: {0}")
    @ValueSource(booleans = {true, false})
    void channel(boolean weBind) {
        try (JeroMqSocket theirs = new JeroMqSocket("CHANNEL")) {
            ChannelSocket ours = zmq.channel();
            meet(weBind, ours, theirs);
            theirs.echo(MANY);
            ours.send(messages()).subscribe();
            assertThat(ours.receive()
                            .map(ZmqMessage::text)
                            .take(MANY)
                            .collectList()
                            .block(LIMIT))
                    .isEqualTo(texts());
        }
    }

    @Test
    @DisplayName("our PEER connects to one of JeroMQ, speaks first, and hears the answer")
    void peer() {
        try (JeroMqSocket theirs = new JeroMqSocket("PEER")) {
            PeerSocket ours = zmq.peer();
            RoutingId id = ours.connectPeer(theirs.bind());
            ours.to(id).send("hello").block(LIMIT);
            Msg hello = theirs.call(socket -> socket.recv(0)).join();
            assertThat(text(hello)).isEqualTo("hello");
            Msg back = msg("hello back");
            back.setRoutingId(hello.getRoutingId());
            theirs.call(socket -> socket.send(back, 0)).join();
            assertThat(ours.receiveOne().block(LIMIT)).isEqualTo(id.address(ZmqMessage.of("hello back")));
        }
    }

    @Test
    @DisplayName("a PEER of JeroMQ connects to ours, and is disconnected by its number")
    void peerOfJeroMq() {
        try (JeroMqSocket theirs = new JeroMqSocket("PEER")) {
            PeerSocket ours = zmq.peer();
            EventLog events = EventLog.of(ours);
            String at = bind(ours).uri();
            theirs.call(socket -> {
                        Msg hello = msg("hello");
                        hello.setRoutingId(socket.connectPeer(at));
                        return socket.send(hello, 0);
                    })
                    .join();
            ZmqMessage hello = ours.receiveOne().block(LIMIT);
            RoutingId id = RoutingId.of(hello);
            ours.to(id).send("hello back").block(LIMIT);
            assertThat(text(theirs.call(socket -> socket.recv(0)).join())).isEqualTo("hello back");
            ours.disconnectPeer(id);
            events.next(Disconnected.class);
            assertThatThrownBy(() -> ours.to(id).send("m").block(LIMIT)).isInstanceOf(UnroutableException.class);
        }
    }

    @Test
    @DisplayName("ours with each other")
    void withEachOther() {
        ServerSocket server = zmq.server();
        ClientSocket client = zmq.client().connect(bind(server));
        server.receive()
                .concatMap(question -> server.to(RoutingId.of(question)).send(question.dropFirst(1)))
                .subscribe();
        client.send(messages()).subscribe();
        assertThat(client.receive()
                        .map(ZmqMessage::text)
                        .take(MANY)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(texts());

        GatherSocket gather = zmq.gather();
        zmq.scatter().connect(bind(gather)).send(messages()).subscribe();
        assertThat(gather.receive()
                        .map(ZmqMessage::text)
                        .take(MANY)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(texts());

        ChannelSocket channel = zmq.channel();
        zmq.channel().connect(bind(channel)).send(messages()).subscribe();
        assertThat(channel.receive()
                        .map(ZmqMessage::text)
                        .take(MANY)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(texts());

        PeerSocket alice = zmq.peer();
        PeerSocket bob = zmq.peer();
        RoutingId id = bob.connectPeer(bind(alice));
        bob.to(id).send(messages()).subscribe();
        assertThat(alice.receive()
                        .map(ZmqMessage::text)
                        .take(MANY)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(texts());
    }

    @Test
    @DisplayName("hello, disconnect and hiccup messages, with JeroMQ's CLIENT and SERVER")
    void peerMessages() {
        try (JeroMqSocket theirClient = new JeroMqSocket("CLIENT");
                JeroMqSocket theirServer = new JeroMqSocket("SERVER")) {
            ServerSocket server = zmq.server(o -> o.helloMessage("hello").disconnectMessage("gone"));
            theirClient.connect(bind(server));
            assertThat(theirClient.receive(1)).succeedsWithin(LIMIT).isEqualTo(List.of(ZmqMessage.of("hello")));
            theirClient.close();
            assertThat(server.receiveOne().block(LIMIT).text()).isEqualTo("gone");

            ClientSocket client = zmq.client(o -> o.helloMessage("hi").hiccupMessage("hiccup"));
            client.connect(theirServer.bind());
            assertThat(text(theirServer.call(socket -> socket.recv(0)).join())).isEqualTo("hi");
            theirServer.close();
            assertThat(client.receiveOne().block(LIMIT).text()).isEqualTo("hiccup");
        }
    }
}
