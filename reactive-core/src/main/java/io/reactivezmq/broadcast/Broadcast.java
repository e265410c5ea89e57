package io.reactivezmq.broadcast;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;

/**
 * Gives each value of one source to all readers, such as each message of a SUB to all open browsers. Without it, the
 * subscribers of one {@code receive()} share the messages, as workers do.
 *
 * <pre>{@code
 * Broadcast<ZmqMessage> quotes = Broadcast.of(sub.receive());
 * Flux<ZmqMessage> page = quotes.read(ReaderPolicy.LATEST);
 * }</pre>
 *
 * <p><b>Demand.</b> One value at a time is requested from the source, as soon as all {@link ReaderPolicy#SLOWEST}
 * readers have requested the value before it. So one of them without demand holds up the source, and with it all other
 * readers. Readers of other policies hold up nothing. Beyond the source's own queues, the broadcast holds one value,
 * and one more for each {@link ReaderPolicy#LATEST} reader.
 *
 * <p><b>Readers.</b> The first reader subscribes to the source. A later one gets the values that are emitted after it
 * has come. A reader that cancels, or throws, ends alone. When the last one has left, the subscription to the source is
 * canceled: messages then wait in the socket, up to its receive high-water mark, and the next reader gets them. The one
 * value that the broadcast holds is discarded. Use {@link #keepReading} where old messages are worthless.
 *
 * <p><b>End.</b> The completion of the source reaches each reader after the values that wait for it. So does an error,
 * except that it does not wait for {@link ReaderPolicy#SLOWEST} readers: the value that the broadcast holds is
 * discarded. A reader that comes later subscribes to the source again.
 *
 * <p>Values are signaled where the source emits them or, if they wait for demand, on the thread of the reader whose
 * request was missing. A broadcast may be used on any thread.
 *
 * @param <T> the type of the values
 */
public final class Broadcast<T> {

    /** More would leave the socket before the readers want it, and be lost with the last reader. */
    private static final int PREFETCH = 1;

    private final Flux<T> shared;

    private Broadcast(Flux<T> source) {
        this.shared = source.publish(PREFETCH).refCount();
    }

    /** Creates a broadcast, which subscribes to the source when the first reader comes. */
    public static <T> Broadcast<T> of(Flux<T> source) {
        return new Broadcast<>(Objects.requireNonNull(source, "source"));
    }

    /** Returns the values for one reader for each subscription. See {@link #read(ReaderPolicy, LongConsumer)}. */
    public Flux<T> read(ReaderPolicy policy) {
        return read(policy, lost -> {});
    }

    /**
     * Returns the values for one reader for each subscription, and counts those that the reader loses.
     *
     * @param policy what happens when the reader has no demand
     * @param lost gets the number of values that this reader has lost so far, each time it loses one. It is called
     *     where the source emits and must not block. It is never called for {@link ReaderPolicy#SLOWEST}. What it
     *     throws ends this reader. Lost values also go to the reader's discard hook ({@code doOnDiscard})
     */
    public Flux<T> read(ReaderPolicy policy, LongConsumer lost) {
        Objects.requireNonNull(lost, "lost");
        return switch (policy) {
            case SLOWEST -> IsolatedReader.of(shared);
            case LATEST ->
                counted(lost, count -> shared.onBackpressureBuffer(1, count, BufferOverflowStrategy.DROP_OLDEST));
            case DROP -> counted(lost, shared::onBackpressureDrop);
        };
    }

    private Flux<T> counted(LongConsumer lost, Function<Consumer<T>, Flux<T>> reader) {
        return Flux.defer(() -> IsolatedReader.of(reader.apply(new Losses<>(lost))));
    }

    /**
     * Reads from the source while there are no readers, and discards what it reads. A reader that comes later then gets
     * what arrives from then on, not what has waited in the socket.
     *
     * @return ends this reading. It also ends with the source
     */
    public Disposable keepReading() {
        return shared.subscribe(value -> {}, ended -> {});
    }

    /** Counts what one reader loses. The source emits one value at a time. */
    private static final class Losses<T> implements Consumer<T> {

        private final LongConsumer lost;
        private long count;

        Losses(LongConsumer lost) {
            this.lost = lost;
        }

        @Override
        public void accept(T value) {
            try {
                lost.accept(++count);
            } catch (Throwable failure) {
                if (Exceptions.isFatal(failure)) {
                    // It would leave the operator, and end the source for all readers.
                    throw new IllegalStateException("the count of lost values failed", failure);
                }
                throw failure;
            }
        }
    }
}
