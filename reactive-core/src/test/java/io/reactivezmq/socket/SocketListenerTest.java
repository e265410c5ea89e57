package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SocketListener;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** The sockets of a context: their list, and what its listeners learn of them. */
class SocketListenerTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private final List<String> calls = new ArrayList<>();

    /** Records the calls by the socket's name, and checks that they are made on the loop. */
    private class Recorder implements SocketListener {

        private void call(String text) {
            assertThat(stage.loop().inLoop()).isTrue();
            calls.add(text);
        }

        @Override
        public void opened(ZmqSocket<?> socket) {
            call(socket.name() + " opened");
        }

        @Override
        public void event(ZmqSocket<?> socket, SocketEvent event) {
            call(socket.name() + " " + event.getClass().getSimpleName());
        }

        @Override
        public void closed(ZmqSocket<?> socket) {
            call(socket.name() + " closed");
        }
    }

    private PullSocket pull(String name) {
        PullSocket pull = stage.zmq().pull(o -> o.name(name));
        stage.settle();
        return pull;
    }

    // sockets() and name()

    @Test
    void socketsAreListedInTheOrderOfTheirCreationUntilTheyHaveClosed() {
        PullSocket first = pull("first");
        PushSocket second =
                stage.zmq().push(o -> o.linger(Duration.ofSeconds(9))).connect(stage.uri("sink"));
        FakePeer sink = stage.at("sink").accept();
        stage.await(second.send("m"));
        PullSocket third = pull("third");
        assertThat(stage.zmq().sockets()).containsExactly(first, second, third);

        first.close();
        second.close();
        stage.settle();
        assertThat(stage.zmq().sockets()).as("the second lingers").containsExactly(second, third);
        sink.takeAll();
        assertThat(stage.zmq().sockets()).containsExactly(third);
    }

    @Test
    void theListOfSocketsIsASnapshot() {
        List<ZmqSocket<?>> before = stage.zmq().sockets();
        pull("one");
        assertThat(before).isEmpty();
        assertThatThrownBy(() -> stage.zmq().sockets().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSocketHasTheNameOfItsOptionOrItsTypeAndANumber() {
        assertThat(pull("sink").name()).isEqualTo("sink").isEqualTo(pull("sink").toString());
        assertThat(stage.zmq().pull().name()).matches("pull#\\d+");
    }

    // addListener

    @Test
    void aListenerLearnsOfTheSocketThenOfItsEventsThenOfItsEnd() {
        stage.zmq().addListener(new Recorder());
        PullSocket pull = stage.zmq().pull(o -> o.name("a"));
        assertThat(calls).as("not inside the call").isEmpty();
        stage.await(pull.bind(stage.uri("here")));
        stage.at("here").connect().disconnect();
        stage.await(pull.close());
        assertThat(calls)
                .containsExactly(
                        "a opened",
                        "a Listening",
                        "a Accepted",
                        "a HandshakeSucceeded",
                        "a Disconnected",
                        "a Closed",
                        "a closed");
    }

    @Test
    void aListenerThatIsAddedLaterLearnsOfTheSocketsThatAreOpen() {
        PullSocket open = pull("open");
        stage.await(pull("closed").close());
        stage.zmq().addListener(new Recorder());
        stage.settle();
        assertThat(calls).containsExactly("open opened");
        stage.await(open.bind(stage.uri("here")));
        assertThat(calls).containsExactly("open opened", "open Listening");
    }

    @Test
    void aRemovedListenerIsNotCalledAgain() {
        Disposable added = stage.zmq().addListener(new Recorder());
        PullSocket pull = pull("a");
        added.dispose();
        assertThat(added.isDisposed()).isTrue();
        stage.await(pull.bind(stage.uri("here")));
        pull("b");
        stage.await(pull.close());
        assertThat(calls).containsExactly("a opened");
    }

    @Test
    void aListenerThatIsRemovedBeforeTheLoopRunsIsNeverCalled() {
        stage.zmq().pull();
        stage.zmq().addListener(new Recorder()).dispose();
        stage.settle();
        assertThat(calls).isEmpty();
    }

    @Test
    void everyEventReachesAListenerWhateverTheBufferOfObservers() {
        stage.zmq().addListener(new Recorder());
        PullSocket pull = stage.zmq().pull(o -> o.name("a").eventBuffer(1));
        stage.await(pull.bind(stage.uri("here")));
        for (int i = 0; i < 50; i++) {
            stage.at("here").connect();
        }
        assertThat(calls).filteredOn("a HandshakeSucceeded"::equals).hasSize(50);
    }

    @Test
    void theContextNoLongerListsASocketOfWhichTheEndIsReported() {
        List<List<ZmqSocket<?>>> listed = new ArrayList<>();
        stage.zmq().addListener(new SocketListener() {
            @Override
            public void closed(ZmqSocket<?> socket) {
                listed.add(stage.zmq().sockets());
                assertThat(socket.isClosed()).isTrue();
            }
        });
        stage.await(pull("a").close());
        assertThat(listed).containsExactly(List.of());
    }

    @Test
    void whatAListenerThrowsReachesNeitherTheSocketNorOtherListeners() {
        stage.zmq().addListener(new Recorder() {
            @Override
            public void opened(ZmqSocket<?> socket) {
                throw new IllegalStateException("opened");
            }

            @Override
            public void event(ZmqSocket<?> socket, SocketEvent event) {
                throw new AssertionError("event");
            }

            @Override
            public void closed(ZmqSocket<?> socket) {
                throw new IllegalStateException("closed");
            }
        });
        stage.zmq().addListener(new Recorder());
        PullSocket pull = pull("a");
        stage.await(pull.bind(stage.uri("here")));
        stage.at("here").connect().deliver("m");
        assertThat(stage.await(pull.receiveOne()).text()).isEqualTo("m");
        stage.await(pull.close());
        assertThat(calls).startsWith("a opened", "a Listening").endsWith("a Closed", "a closed");
        assertThat(stage.droppedErrors()).isEmpty();
    }

    @Test
    void aFatalErrorOfAListenerAlsoGoesToTheHook() {
        StackOverflowError fatal = new StackOverflowError("of the test");
        stage.zmq().addListener(new SocketListener() {
            @Override
            public void opened(ZmqSocket<?> socket) {
                throw fatal;
            }
        });
        PullSocket pull = pull("a");
        assertThat(stage.droppedErrors()).containsExactly(fatal);
        stage.await(pull.bind(stage.uri("here")));
    }

    @Test
    void aListenerMayCloseSocketsAndAddAndRemoveListeners() {
        List<Disposable> added = new ArrayList<>();
        added.add(stage.zmq().addListener(new Recorder() {
            @Override
            public void event(ZmqSocket<?> socket, SocketEvent event) {
                super.event(socket, event);
                added.get(0).dispose();
                added.add(stage.zmq().addListener(new Recorder()));
                socket.close();
            }
        }));
        PullSocket pull = pull("a");
        stage.await(pull.bind(stage.uri("here")));
        assertThat(stage.isOver(pull.close())).isTrue();
        assertThat(calls).containsExactly("a opened", "a Listening", "a opened", "a Closed", "a closed");
    }

    @Test
    void aListenerIsRequired() {
        assertThatThrownBy(() -> stage.zmq().addListener(null)).isInstanceOf(NullPointerException.class);
    }
}
