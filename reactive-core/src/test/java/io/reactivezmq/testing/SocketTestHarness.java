package io.reactivezmq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.internal.loop.ThreadLoops;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * What a test plays on: a context whose sockets all live on one loop, and addresses with {@link FakePeer peers} under
 * the test's control. {@link #byHand} is deterministic: nothing happens but in {@link #settle}, which everything here
 * calls for itself, and no time passes but in {@link #advance}. {@link #withThread} has a real loop, for tests about
 * threads.
 *
 * <p>Register it as an extension. It fails the test when an error has gone nowhere.
 */
public final class SocketTestHarness implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final boolean manual;
    private final Map<String, FakeAddress> addresses = new ConcurrentHashMap<>();
    private final Queue<Throwable> droppedErrors = new ConcurrentLinkedQueue<>();
    private int number;
    private @Nullable LoopGroup group;
    private @Nullable Loop loop;
    private @Nullable ZmqContext zmq;

    private SocketTestHarness(boolean manual) {
        this.manual = manual;
    }

    /** On a {@link ManualLoop}. */
    public static SocketTestHarness byHand() {
        return new SocketTestHarness(true);
    }

    /** On a loop with a thread of its own. */
    public static SocketTestHarness withThread() {
        return new SocketTestHarness(false);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    /** For tests that do not register it. */
    public SocketTestHarness open() {
        number = NUMBER.incrementAndGet();
        group = manual ? new ManualLoop() : new ThreadLoops(1);
        loop = group.next();
        zmq = ZmqContext.on(group);
        Hooks.onErrorDropped(this::dropped);
        return this;
    }

    private void dropped(Throwable error) {
        // A plain subscribe() has nothing to tell that the socket was closed: tests may do that.
        if (!(error.getCause() instanceof SocketClosedException)) {
            droppedErrors.add(error);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        try {
            Mono<Void> closed = zmq().close();
            settle();
            if (manual) {
                manualLoop().advance(Duration.ofHours(1));
            }
            addresses.values().forEach(FakeTransport::forget);
            assertThat(closed.toFuture()).as("closing the context ends").succeedsWithin(PATIENCE);
            group.shutdown().block();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(droppedErrors)
                .as(() -> "errors that were dropped: " + stackTraces(droppedErrors))
                .isEmpty();
    }

    private static String stackTraces(Collection<Throwable> errors) {
        StringWriter text = new StringWriter();
        errors.forEach(error -> error.printStackTrace(new PrintWriter(text)));
        return text.toString();
    }

    /** The context. */
    public ZmqContext zmq() {
        return java.util.Objects.requireNonNull(zmq, "the harness is not open");
    }

    /** The one loop. */
    public Loop loop() {
        return java.util.Objects.requireNonNull(loop, "the harness is not open");
    }

    private ManualLoop manualLoop() {
        return (ManualLoop) loop();
    }

    /** The address of this name. */
    public FakeAddress at(String name) {
        return addresses.computeIfAbsent(name, key -> FakeTransport.address("fake://" + number + "-" + name, this));
    }

    /** The uri of the address of this name. */
    public String uri(String name) {
        return at(name).uri();
    }

    /** The address of a resolved endpoint. */
    public FakeAddress at(Endpoint endpoint) {
        return addresses.computeIfAbsent(endpoint.uri(), uri -> FakeTransport.address(uri, this));
    }

    /**
     * Lets the loop do all that waits. With a thread: all that waited when it was called, and what followed from it.
     */
    public void settle() {
        if (manual) {
            manualLoop().run();
        } else if (!loop().inLoop()) {
            for (int i = 0; i < 5; i++) {
                call(() -> true);
            }
        }
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        manualLoop().advance(time);
    }

    /** How many tasks wait for the loop. */
    public int waiting() {
        return manualLoop().waiting();
    }

    /** How many timers are set. */
    public int timers() {
        settle();
        return manualLoop().timers();
    }

    /** All delays that timers were set to. */
    public List<Duration> delays() {
        settle();
        return manualLoop().delays();
    }

    /** Runs this on the loop, and lets the loop come to rest before and behind it. */
    public <T> T call(Callable<T> task) {
        if (loop().inLoop()) {
            try {
                return task.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        if (manual) {
            manualLoop().run();
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        loop().execute(() -> {
            try {
                outcome.complete(task.call());
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
        if (manual) {
            manualLoop().run();
        }
        return get(outcome);
    }

    /** Runs this on the loop. */
    public void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    private static <T> T get(CompletableFuture<T> outcome) {
        try {
            return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("it does not end", e);
        }
    }

    /** What this emits; a failure is thrown. */
    public <T> @Nullable T await(Mono<T> mono) {
        CompletableFuture<T> outcome = mono.toFuture();
        settle();
        if (manual && !outcome.isDone()) {
            throw new AssertionError("nothing is going to happen");
        }
        return get(outcome);
    }

    /** Whether this ends now. */
    public boolean isOver(Mono<?> mono) {
        CompletableFuture<?> outcome = mono.toFuture();
        settle();
        return outcome.isDone();
    }

    <T> @Nullable T take(BlockingQueue<T> queue) {
        settle();
        if (manual) {
            return queue.poll();
        }
        try {
            return queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The errors that no subscriber could get; asking takes them. */
    public List<Throwable> droppedErrors() {
        settle();
        List<Throwable> errors = new ArrayList<>();
        Throwable error;
        while ((error = droppedErrors.poll()) != null) {
            errors.add(error);
        }
        return errors;
    }
}
