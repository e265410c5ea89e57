package io.reactivezmq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.ReceivedMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A peer, and the link to it, in the hands of a test. It takes what the socket sends only when told to, once or
 * {@link #reading always}; what it {@link #deliver delivers} goes into the pipe as far as there is room, and waits on
 * the wire otherwise, as it would in a TCP window.
 */
public final class FakePeer implements Link {

    private static final int ENDLESS = 100_000;

    private final SocketTestHarness harness;
    private final LinkHost host;
    private @Nullable LinkPipe pipe;
    private @Nullable ZmqException refused;
    private @Nullable ZmqException closedBy;
    private boolean over;

    private final ArrayDeque<ZmqMessage> wire = new ArrayDeque<>();
    private final BlockingQueue<ZmqMessage> read = new LinkedBlockingQueue<>();
    private final List<Control> controls = new ArrayList<>();
    private final List<Runnable> flushes = new ArrayList<>();
    private boolean reading;
    private boolean holdingFlushes;

    /** Polled and not written. */
    private int held;

    private int wakes;
    private int drains;
    private int resumes;

    FakePeer(SocketTestHarness harness, LinkHost host) {
        this.harness = harness;
        this.host = host;
    }

    static SocketType counterpart(SocketType type) {
        return switch (type) {
            case PUSH -> SocketType.PULL;
            case PULL -> SocketType.PUSH;
            case PUB -> SocketType.SUB;
            case SUB -> SocketType.PUB;
            case REQ -> SocketType.REP;
            case REP -> SocketType.REQ;
            case DEALER -> SocketType.ROUTER;
            case ROUTER -> SocketType.DEALER;
            case CLIENT -> SocketType.SERVER;
            case SERVER -> SocketType.CLIENT;
            case SCATTER -> SocketType.GATHER;
            case RADIO -> SocketType.DISH;
            case DISH -> SocketType.RADIO;
            case GATHER -> SocketType.SCATTER;
            default -> type;
        };
    }

    void attach(PeerInfo peer) {
        try {
            pipe = host.attach(this, peer);
            if (closedBy != null) {
                // The socket closed it before it knew its pipe.
                pipe.closed(closedBy);
            }
        } catch (PeerRefusedException e) {
            refused = e;
            over = true;
            host.failed(peer.address(), true, e);
        }
    }

    private LinkPipe pipe() {
        return Objects.requireNonNull(pipe, "refused");
    }

    // What the socket calls.

    private void onLoop() {
        assertThat(host.loop().inLoop()).as("links are called on the loop").isTrue();
    }

    @Override
    public void wake() {
        onLoop();
        wakes++;
        host.loop().execute(this::pollControls);
        if (reading) {
            // "Soon", which is not inside this call.
            host.loop().execute(this::pollAll);
        }
    }

    @Override
    public void drain() {
        onLoop();
        drains++;
        if (reading) {
            pollAll();
        }
    }

    @Override
    public void resume() {
        onLoop();
        resumes++;
        host.loop().execute(this::pump);
    }

    private void pollControls() {
        Control control;
        while (!over && (control = pipe().pollControl()) != null) {
            controls.add(control);
        }
    }

    @Override
    public void flush(Runnable written) {
        onLoop();
        if (holdingFlushes && !over) {
            flushes.add(written);
        } else {
            host.loop().execute(written);
        }
    }

    @Override
    public void close(ZmqException reason) {
        onLoop();
        end(reason);
    }

    private void end(ZmqException reason) {
        if (!over) {
            over = true;
            closedBy = reason;
            LinkPipe ended = pipe;
            if (ended != null) {
                ended.closed(reason);
            }
            releaseAll();
        }
    }

    // What the peer sends.

    /** Sends messages of one frame each. */
    public FakePeer deliver(String... bodies) {
        return deliver(Stream.of(bodies).map(ZmqMessage::of).toArray(ZmqMessage[]::new));
    }

    /** Sends one message of these frames. */
    public FakePeer deliverFrames(String... frames) {
        return deliver(ZmqMessage.of(frames));
    }

    /** Sends messages, in one burst. */
    public FakePeer deliver(ZmqMessage... messages) {
        harness.call(() -> {
            wire.addAll(Arrays.asList(messages));
            pump();
            return true;
        });
        return this;
    }

    /** Sends messages as part of what the loop is doing right now; only on the loop. */
    public void deliverNow(ZmqMessage message) {
        onLoop();
        wire.add(message);
        pump();
    }

    private void pump() {
        if (over) {
            return;
        }
        boolean any = false;
        while (!wire.isEmpty() && !over && pipe().hasRoom()) {
            ZmqMessage message = wire.remove();
            byte[][] frames = new byte[message.frameCount()][];
            Arrays.setAll(frames, message::unwrap);
            any = true;
            try {
                pipe().receive(ReceivedMessages.of(frames, pipe().peer()));
            } catch (ProtocolException broken) {
                end(broken);
            }
        }
        if (any && !over) {
            pipe().readComplete();
        }
    }

    /** What it has sent and the socket does not read yet. */
    public int unread() {
        return harness.call(wire::size);
    }

    /** Subscribes to prefixes. */
    public FakePeer subscribe(String... prefixes) {
        return control(Control.Kind.SUBSCRIBE, prefixes);
    }

    /** Ends subscriptions. */
    public FakePeer unsubscribe(String... prefixes) {
        return control(Control.Kind.CANCEL, prefixes);
    }

    /** Joins groups. */
    public FakePeer join(String... groups) {
        return control(Control.Kind.JOIN, groups);
    }

    /** Leaves groups. */
    public FakePeer leave(String... groups) {
        return control(Control.Kind.LEAVE, groups);
    }

    private FakePeer control(Control.Kind kind, String... prefixes) {
        harness.call(() -> {
            for (String prefix : prefixes) {
                if (!over) {
                    try {
                        pipe().receive(new Control(kind, prefix.getBytes(StandardCharsets.UTF_8)));
                    } catch (ProtocolException broken) {
                        end(broken);
                    }
                }
            }
            return true;
        });
        return this;
    }

    // What the peer gets.

    /** From now on it takes all that the socket has for it. */
    public FakePeer reading() {
        harness.call(() -> {
            reading = true;
            pollAll();
            return true;
        });
        return this;
    }

    /** From now on it takes nothing, until told to. */
    public FakePeer stalled() {
        harness.call(() -> reading = false);
        return this;
    }

    private void pollAll() {
        for (int i = 0; i < ENDLESS && !over; i++) {
            ZmqMessage message = fetch();
            if (message == null) {
                return;
            }
            read.add(message);
        }
        assertThat(over).as("no messages without end").isTrue();
    }

    private @Nullable ZmqMessage fetch() {
        ZmqMessage urgent = pipe().pollUrgent();
        if (urgent != null) {
            return urgent;
        }
        ZmqMessage message = pipe().poll();
        if (message != null && !over) {
            if (holdingFlushes) {
                held++;
            } else {
                pipe().written(1);
            }
        }
        return message;
    }

    /** Takes one message; null when the socket has none for it. */
    public @Nullable ZmqMessage takeOne() {
        return harness.call(() -> over ? null : fetch());
    }

    /** Takes so many messages, fewer when the socket has no more for it. */
    public List<ZmqMessage> take(int count) {
        return harness.call(() -> {
            List<ZmqMessage> taken = new ArrayList<>();
            ZmqMessage message;
            while (taken.size() < count && !over && (message = fetch()) != null) {
                taken.add(message);
            }
            return taken;
        });
    }

    /** Takes all there is, and what becomes of the room: what a fast reader gets. */
    public List<ZmqMessage> takeAll() {
        List<ZmqMessage> taken = take(ENDLESS);
        assertThat(taken.size()).as("messages without end").isLessThan(ENDLESS);
        return taken;
    }

    /** The last frames of all there is. */
    public List<String> takeTexts() {
        return takeAll().stream().map(ZmqMessage::text).toList();
    }

    /** The last frames of so many. */
    public List<String> takeTexts(int count) {
        return take(count).stream().map(ZmqMessage::text).toList();
    }

    /** What it got while {@link #reading}, since this was last asked. */
    public List<ZmqMessage> got() {
        harness.settle();
        List<ZmqMessage> got = new ArrayList<>();
        read.drainTo(got);
        return got;
    }

    /** The last frames of what it got while {@link #reading}, since this was last asked. */
    public List<String> gotTexts() {
        return got().stream().map(ZmqMessage::text).toList();
    }

    /** The next it gets while {@link #reading}, waited for. */
    public ZmqMessage next() {
        return Objects.requireNonNull(harness.take(read), "nothing came");
    }

    /** The subscriptions and groups that it received, as {@code +prefix} and {@code -prefix}. */
    public List<String> controls() {
        return harness.call(() -> {
            pollControls();
            return controls.stream()
                    .map(control -> (control.kind() == Control.Kind.SUBSCRIBE || control.kind() == Control.Kind.JOIN
                                    ? "+"
                                    : "-")
                            + new String(control.topic(), StandardCharsets.UTF_8))
                    .toList();
        });
    }

    // How it is.

    /** Leaves. */
    public void disconnect() {
        harness.call(() -> {
            end(new PeerLostException(pipe().peer().address(), "it has left", null));
            return true;
        });
    }

    /** From now on nothing that is polled counts as written. */
    public FakePeer holdFlushes() {
        harness.call(() -> holdingFlushes = true);
        return this;
    }

    /** Everything polled is written. */
    public void releaseFlushes() {
        harness.call(() -> {
            holdingFlushes = false;
            if (!over) {
                pipe().written(held);
                held = 0;
            }
            releaseAll();
            return true;
        });
    }

    private void releaseAll() {
        List<Runnable> actions = List.copyOf(flushes);
        flushes.clear();
        actions.forEach(Runnable::run);
    }

    /** Why the socket would not have it, or null. */
    public @Nullable ZmqException refusal() {
        return harness.call(() -> refused);
    }

    /** Why its link has ended, or null. */
    public @Nullable ZmqException closedBy() {
        return harness.call(() -> closedBy);
    }

    /** Whether its link is up. */
    public boolean isUp() {
        return harness.call(() -> !over);
    }

    /** As the socket knows it. */
    public PeerInfo info() {
        return harness.call(() -> pipe().peer());
    }

    /** Whether the socket would take another message. */
    public boolean hasRoom() {
        return harness.call(() -> pipe().hasRoom());
    }

    /** How often it was woken. */
    public int wakes() {
        return harness.call(() -> wakes);
    }

    /** How often the pipe resumed it. */
    public int resumes() {
        return harness.call(() -> resumes);
    }

    /** How often it was asked to take something before messages are dropped. */
    public int drains() {
        return harness.call(() -> drains);
    }

    /** The pipe, to be used on the loop. */
    public LinkPipe rawPipe() {
        return pipe();
    }
}
