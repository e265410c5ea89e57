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
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final List<String> calls = new ArrayList<>();

    /** Records the calls by the socket's name, and checks that they are made on the loop. */
    private class Recorder implements SocketListener {

        private void call(String text) {
            assertThat(harness.loop().inLoop()).isTrue();
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
        PullSocket pull = harness.zmq().pull(o -> o.name(name));
        harness.settle();
        return pull;
    }

    // sockets() and name()

    @Test
    void socketsAreListedInTheOrderOfTheirCreationUntilTheyHaveClosed() {
        PullSocket first = pull("first");
        PushSocket second =
                harness.zmq().push(o -> o.linger(Duration.ofSeconds(9))).connect(harness.uri("sink"));
        FakePeer sink = harness.at("sink").accept();
        harness.await(second.send("m"));
        PullSocket third = pull("third");
        assertThat(harness.zmq().sockets()).containsExactly(first, second, third);

        first.close();
        second.close();
        harness.settle();
        assertThat(harness.zmq().sockets()).as("the second lingers").containsExactly(second, third);
        sink.takeAll();
        assertThat(harness.zmq().sockets()).containsExactly(third);
    }

    @Test
    void theListOfSocketsIsASnapshot() {
        List<ZmqSocket<?>> before = harness.zmq().sockets();
        pull("one");
        assertThat(before).isEmpty();
        assertThatThrownBy(() -> harness.zmq().sockets().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSocketHasTheNameOfItsOptionOrItsTypeAndANumber() {
        assertThat(pull("sink").name()).isEqualTo("sink").isEqualTo(pull("sink").toString());
        assertThat(harness.zmq().pull().name()).matches("pull#\\d+");
    }

    // addListener

    @Test
    void aListenerLearnsOfTheSocketThenOfItsEventsThenOfItsEnd() {
        harness.zmq().addListener(new Recorder());
        PullSocket pull = harness.zmq().pull(o -> o.name("a"));
        assertThat(calls).as("not inside the call").isEmpty();
        harness.await(pull.bind(harness.uri("here")));
        harness.at("here").connect().disconnect();
        harness.await(pull.close());
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
        harness.await(pull("closed").close());
        harness.zmq().addListener(new Recorder());
        harness.settle();
        assertThat(calls).containsExactly("open opened");
        harness.await(open.bind(harness.uri("here")));
        assertThat(calls).containsExactly("open opened", "open Listening");
    }

    @Test
    void aRemovedListenerIsNotCalledAgain() {
        Disposable added = harness.zmq().addListener(new Recorder());
        PullSocket pull = pull("a");
        added.dispose();
        assertThat(added.isDisposed()).isTrue();
        harness.await(pull.bind(harness.uri("here")));
        pull("b");
        harness.await(pull.close());
        assertThat(calls).containsExactly("a opened");
    }

    @Test
    void aListenerThatIsRemovedBeforeTheLoopRunsIsNeverCalled() {
        harness.zmq().pull();
        harness.zmq().addListener(new Recorder()).dispose();
        harness.settle();
        assertThat(calls).isEmpty();
    }

    @Test
    void everyEventReachesAListenerWhateverTheBufferOfObservers() {
        harness.zmq().addListener(new Recorder());
        PullSocket pull = harness.zmq().pull(o -> o.name("a").eventBuffer(1));
        harness.await(pull.bind(harness.uri("here")));
        for (int i = 0; i < 50; i++) {
            harness.at("here").connect();
        }
        assertThat(calls).filteredOn("a HandshakeSucceeded"::equals).hasSize(50);
    }

    @Test
    void theContextNoLongerListsASocketOfWhichTheEndIsReported() {
        List<List<ZmqSocket<?>>> listed = new ArrayList<>();
        harness.zmq().addListener(new SocketListener() {
            @Override
            public void closed(ZmqSocket<?> socket) {
                listed.add(harness.zmq().sockets());
                assertThat(socket.isClosed()).isTrue();
            }
        });
        harness.await(pull("a").close());
        assertThat(listed).containsExactly(List.of());
    }

    @Test
    void whatAListenerThrowsReachesNeitherTheSocketNorOtherListeners() {
        harness.zmq().addListener(new Recorder() {
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
        harness.zmq().addListener(new Recorder());
        PullSocket pull = pull("a");
        harness.await(pull.bind(harness.uri("here")));
        harness.at("here").connect().deliver("m");
        assertThat(harness.await(pull.receiveOne()).text()).isEqualTo("m");
        harness.await(pull.close());
        assertThat(calls).startsWith("a opened", "a Listening").endsWith("a Closed", "a closed");
        assertThat(harness.droppedErrors()).isEmpty();
    }

    @Test
    void aFatalErrorOfAListenerAlsoGoesToTheHook() {
        StackOverflowError fatal = new StackOverflowError("of the test");
        harness.zmq().addListener(new SocketListener() {
            @Override
            public void opened(ZmqSocket<?> socket) {
                throw fatal;
            }
        });
        PullSocket pull = pull("a");
        assertThat(harness.droppedErrors()).containsExactly(fatal);
        harness.await(pull.bind(harness.uri("here")));
    }

    @Test
    void aListenerMayCloseSocketsAndAddAndRemoveListeners() {
        List<Disposable> added = new ArrayList<>();
        added.add(harness.zmq().addListener(new Recorder() {
            @Override
            public void event(ZmqSocket<?> socket, SocketEvent event) {
                super.event(socket, event);
                added.get(0).dispose();
                added.add(harness.zmq().addListener(new Recorder()));
                socket.close();
            }
        }));
        PullSocket pull = pull("a");
        harness.await(pull.bind(harness.uri("here")));
        assertThat(harness.isOver(pull.close())).isTrue();
        assertThat(calls).containsExactly("a opened", "a Listening", "a opened", "a Closed", "a closed");
    }

    @Test
    void aListenerIsRequired() {
        assertThatThrownBy(() -> harness.zmq().addListener(null)).isInstanceOf(NullPointerException.class);
    }
}
