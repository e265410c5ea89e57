package io.reactivezmq.zmtp.netty;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.spi.settings.SocketSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** An endpoint without a socket, for handlers on channels without a network. It records the calls. */
public class TestHost implements LinkHost {

    public final List<String> failures = new ArrayList<>();
    public final List<ZmqException> causes = new ArrayList<>();
    /** What no transport may do; an error alone would end in the handler. */
    public final List<String> misuses = new ArrayList<>();

    public final List<TestPipe> pipes = new ArrayList<>();

    /** What each pipe has to send from the beginning. */
    public final List<ZmqMessage> toSend = new ArrayList<>();

    /** Runs inside each poll of a pipe, which may run application code. */
    public Runnable whenPolled = () -> {};

    /** Handshakes that were reported to begin and not to end. */
    int openHandshakes;

    BooleanSupplier room = () -> true;

    HandshakeLimiter handshakes = new HandshakeLimiter(4000, 1000, " of the context", System::nanoTime);

    private final SocketType type;
    private final LinkSettings settings;

    public TestHost(SocketType type, SocketSettings settings) {
        this.type = type;
        this.settings = settings.links();
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint("tcp://127.0.0.1:5555");
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public SocketType type() {
        return type;
    }

    @Override
    public LinkSettings settings() {
        return settings;
    }

    @Override
    public @Nullable HostResolver resolver() {
        return null;
    }

    @Override
    public WriteBudget writeBudget() {
        return new WriteBudget(64 << 20);
    }

    @Override
    public HandshakeLimiter handshakes() {
        return handshakes;
    }

    @Override
    public Loop loop() {
        return new Loop() {
            @Override
            public boolean inLoop() {
                return true;
            }

            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public Disposable schedule(Runnable task, Duration delay) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public void connected(String address) {
        openHandshakes++;
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        return Mono.just(AuthResult.accepted("user", java.util.Map.of()));
    }

    @Override
    public LinkPipe attach(Link link, PeerInfo peer) {
        openHandshakes--;
        TestPipe pipe = new TestPipe(link, peer);
        pipes.add(pipe);
        return pipe;
    }

    @Override
    public void failed(String address, boolean handshaking, ZmqException cause) {
        if (handshaking) {
            openHandshakes--;
        }
        failures.add(address + " " + cause.getMessage());
        causes.add(cause);
    }

    /** A pipe that takes everything while it has room, and keeps it. */
    public final class TestPipe implements LinkPipe {

        public final Link link;
        public final List<ZmqMessage> messages = new ArrayList<>();
        final List<Control> controls = new ArrayList<>();
        public final Deque<ZmqMessage> outbound = new ArrayDeque<>(toSend);
        public final List<ZmqMessage> underWay = new ArrayList<>();
        public final List<ZmqMessage> unsendable = new ArrayList<>();

        public @Nullable ZmqException end;

        long bytesReceived;

        public int uncertain;

        private final PeerInfo peer;

        TestPipe(Link link, PeerInfo peer) {
            this.link = link;
            this.peer = peer;
        }

        private void alive() {
            if (end != null) {
                misuses.add("a pipe was used after its end");
            }
        }

        @Override
        public PeerInfo peer() {
            return peer;
        }

        @Override
        public boolean hasRoom() {
            return room.getAsBoolean();
        }

        @Override
        public int room() {
            return hasRoom() ? 1 : 0;
        }

        @Override
        public void receive(ZmqMessage message) {
            alive();
            messages.add(message);
        }

        @Override
        public void receive(Control control) {
            alive();
            controls.add(control);
        }

        @Override
        public void rejected(DropReason reason) {
            alive();
        }

        @Override
        public void unsendable(DropReason reason) {
            alive();
            unsendable.add(underWay.remove(underWay.size() - 1));
        }

        @Override
        public void readComplete() {
            alive();
        }

        @Override
        public @Nullable ZmqMessage pollUrgent() {
            alive();
            return null;
        }

        @Override
        public @Nullable ZmqMessage poll() {
            alive();
            whenPolled.run();
            ZmqMessage message = end == null ? outbound.poll() : null;
            if (message != null) {
                underWay.add(message);
            }
            return message;
        }

        @Override
        public ZmqMessage underWay(int index) {
            return underWay.get(index);
        }

        @Override
        public void written(int messages) {
            alive();
            underWay.subList(0, messages).clear();
        }

        @Override
        public void uncertain(int messages) {
            uncertain += messages;
            written(messages);
        }

        @Override
        public void bytesReceived(long bytes) {
            alive();
            bytesReceived += bytes;
        }

        @Override
        public void bytesSent(long bytes) {
            alive();
        }

        @Override
        public void undelivered(long messages) {}

        @Override
        public void closed(ZmqException cause) {
            alive();
            end = cause;
            causes.add(cause);
        }
    }
}
