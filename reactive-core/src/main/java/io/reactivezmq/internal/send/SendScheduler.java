package io.reactivezmq.internal.send;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.options.value.OnUnsendable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Shares an outlet's room between all senders: publishers, which are requested from; single sends, which wait in line;
 * and the {@link TrySendQueue}, into which any thread may put a message for which it holds a ticket.
 *
 * <p>Outstanding demand and tickets are reservations, which the {@link CreditLedger} grants and counts. Used on the
 * loop only, except where a method says otherwise.
 */
public final class SendScheduler implements MessageSender, RoomListener {

    private final HomeLoop loop;
    private final Outlet outlet;
    private final String name;
    private final int maxPending;
    private final Host host;
    private final AtomicInteger pending = new AtomicInteger();
    private final Set<SingleSend> waiting = new LinkedHashSet<>();
    private final List<PublisherSend> publishers = new ArrayList<>();
    private final TrySendQueue gate;
    private final CreditLedger ledger = new CreditLedger();
    private final Runnable grantTask = this::runGrantTask;

    private int turn;
    private boolean granting;
    private boolean grantAgain;
    private boolean grantScheduled;
    private @Nullable ZmqException closed;

    public SendScheduler(HomeLoop loop, Outlet outlet, String name, int maxPending, Host host) {
        this.loop = loop;
        this.outlet = outlet;
        this.name = name;
        this.maxPending = maxPending;
        this.host = host;
        this.gate = new TrySendQueue(this, loop);
    }

    // Called by the application, on any thread.

    @Override
    public Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy) {
        Objects.requireNonNull(policy, "policy");
        Flux<ZmqMessage> source = source(messages);
        int atMost = messages instanceof Mono ? 1 : Integer.MAX_VALUE;
        return SendMono.of("send", actual -> source.subscribe(new PublisherSend(this, actual, atMost, policy)));
    }

    @Override
    public <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy) {
        Objects.requireNonNull(codec, "codec");
        return sendEncoded(values, codec::encode, policy);
    }

    /** Sends the messages that the encoder makes of values. */
    public <T> Mono<Void> sendEncoded(
            Publisher<T> values, Function<? super T, ZmqMessage> encoder, OnUnsendable policy) {
        Objects.requireNonNull(policy, "policy");
        Flux<T> source = source(values);
        int atMost = values instanceof Mono ? 1 : Integer.MAX_VALUE;
        return SendMono.of(
                "send",
                actual -> source.subscribe(
                        new EncodingSubscriber<>(new PublisherSend(this, actual, atMost, policy), encoder, policy)));
    }

    private static <T> Flux<T> source(Publisher<T> publisher) {
        Flux<T> source = Flux.from(publisher);
        // The loop requests and cancels, so Reactor has to restore the thread-locals of the subscriber's context there.
        return Hooks.isAutomaticContextPropagationEnabled() ? source.contextWrite(context -> context) : source;
    }

    @Override
    public Mono<Void> send(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        return SendMono.of("send", actual -> new SingleSend(this, actual, message).start());
    }

    @Override
    public boolean trySend(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        if (!loop.inLoop()) {
            outlet.check(message);
            // Where order counts, messages that callers have handed in to wait go first, even if still on their way to
            // the loop.
            return (pending.get() == 0 || outlet.dependsOnMessage()) && gate.tryPut(message);
        }
        if (closed != null) {
            throw closed;
        }
        return (pending.get() == 0 || outlet.dependsOnMessage()) && gate.drain() && outlet.offer(message);
    }

    @Override
    public Mono<Void> flush() {
        return host.flush(gate::drain);
    }

    /**
     * Sends without waiting if there is room and this thread can know the outcome. Otherwise returns false, and the
     * caller has to wait for the loop. May be called on any thread.
     */
    boolean trySendExactly(ZmqMessage message) {
        return (loop.inLoop() || !outlet.dependsOnMessage()) && trySend(message);
    }

    // Senders, on the loop.

    HomeLoop loop() {
        return loop;
    }

    TrySendQueue gate() {
        return gate;
    }

    /** Returns the number of messages that were accepted and are not in the outlet yet. */
    public int queued() {
        return gate.queued();
    }

    /** Returns the number of publishers that have not ended and of callers that wait. */
    public int active() {
        return publishers.size() + pending.get();
    }

    /** Returns the reason for which this was closed; null while it is open. */
    @Nullable
    ZmqException closedBy() {
        return closed;
    }

    /**
     * Counts one more caller that waits. Returns an error if that is one too many, or else null. May be called on any
     * thread.
     */
    @Nullable
    ZmqException enter() {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            return new TooManyPendingException(name, "maxPendingSends", maxPending);
        }
        return null;
    }

    void leave() {
        pending.decrementAndGet();
    }

    void add(SingleSend send) {
        waiting.add(send);
        grant();
    }

    void remove(SingleSend send) {
        waiting.remove(send);
    }

    void add(PublisherSend send) {
        publishers.add(send);
        grant();
    }

    /** Removes a publisher that has ended or was canceled, and releases its reservation. */
    void remove(PublisherSend send) {
        if (publishers.remove(send)) {
            ledger.release(send.outstanding());
            grant();
        }
    }

    /** Offers a message that has a reservation. Returns false if there is no room after all. */
    boolean offer(ZmqMessage message) {
        if (!outlet.offer(message)) {
            return false;
        }
        ledger.release(1);
        return true;
    }

    /**
     * Offers a message of a publisher. Returns false as well while a message of {@link #trySend} waits, which was
     * accepted before and goes first.
     */
    boolean offerInTurn(ZmqMessage message) {
        return !gate.isStuck() && offer(message);
    }

    /** Drops a message with a reservation, for which {@link #offer} threw and whose sender is not notified. */
    void onUndeliverable(ZmqMessage message, ZmqException cause) {
        release(1);
        if (cause instanceof InvalidMessageException) {
            host.dropped(DropReason.UNSENDABLE, 1);
        } else {
            outlet.onUndeliverable(message);
        }
    }

    /** Counts values that could not be encoded, and whose reservations are released like those of unwanted messages. */
    void unencodable(long values) {
        host.dropped(DropReason.UNSENDABLE, values);
    }

    /** Returns whether the outlet has any use for the message. May be called on any thread. */
    boolean isWanted(ZmqMessage message) {
        return outlet.isWanted(message);
    }

    /** Releases reservations that were used up without a message. */
    void release(long count) {
        ledger.release(count);
    }

    /** Grants room again soon, after what the loop has to do now. */
    void grantSoon() {
        if (!grantScheduled) {
            grantScheduled = true;
            if (outlet.room() == Outlet.UNBOUNDED) {
                // Nothing else would ever hold up an endless publisher.
                loop.executeLater(grantTask);
            } else {
                loop.execute(grantTask);
            }
        }
    }

    private void runGrantTask() {
        grantScheduled = false;
        grant();
    }

    @Override
    public void roomAvailable() {
        grant();
    }

    private void grant() {
        if (granting) {
            grantAgain = true;
            return;
        }
        granting = true;
        try {
            do {
                grantAgain = false;
                if (closed == null) {
                    placeWhatIsHere();
                    askForMore();
                }
            } while (grantAgain);
        } finally {
            granting = false;
        }
    }

    private void placeWhatIsHere() {
        boolean inOrder = gate.drain();
        for (int i = 0; i < publishers.size(); i++) {
            publishers.get(i).drain();
        }
        while (inOrder && !waiting.isEmpty() && outlet.room() > 0) {
            SingleSend send = waiting.iterator().next();
            if (!send.tryOffer(outlet)) {
                placeOthers();
                return;
            }
            waiting.remove(send);
        }
    }

    /** Offers the sends behind the first, which has to wait. Where room depends on the message, the others need not. */
    private void placeOthers() {
        if (outlet.dependsOnMessage()) {
            for (SingleSend send : waiting.toArray(SingleSend[]::new)) {
                if (send.tryOffer(outlet)) {
                    waiting.remove(send);
                }
            }
        }
    }

    private void askForMore() {
        int count = publishers.size();
        long room = outlet.room();
        int window = CreditLedger.window(room);
        if (count > 0 || ledger.exceeds(room)) {
            ledger.release(gate.reclaim());
        }
        boolean granted = false;
        for (int i = 0; i < count && !publishers.isEmpty(); i++) {
            PublisherSend send = publishers.get(Math.floorMod(turn + i, publishers.size()));
            if (!CreditLedger.isDue(send.outstanding(), window)) {
                continue;
            }
            long share = ledger.reserveShare(outlet.room(), send.outstanding(), count - i);
            if (share > 0) {
                granted = true;
                send.request(share, window);
            }
        }
        if (granted) {
            // The last one got what could not be shared evenly. The next time it is another one.
            turn++;
        }
        giveTickets();
    }

    private void giveTickets() {
        if (waiting.isEmpty()) {
            long tickets = ledger.reserveTickets(outlet.certainRoom(), gate.outstanding(), gate.missed());
            if (tickets > 0) {
                gate.give(tickets);
            }
        }
    }

    /**
     * Closes this: places the accepted messages into pipes, and fails all waiting senders.
     *
     * @return the number of accepted messages for which there is no pipe
     */
    public int close(ZmqException reason) {
        if (closed != null) {
            return 0;
        }
        closed = reason;
        gate.refuse(reason);
        if (!gate.drain()) {
            host.liftMark();
        }
        int lost = gate.discard();
        List.copyOf(publishers).forEach(send -> send.closed(reason));
        publishers.clear();
        List.copyOf(waiting).forEach(send -> send.failed(reason));
        waiting.clear();
        return lost;
    }

    /** The socket, as its senders see it. */
    public interface Host {

        /**
         * Completes when all accepted messages are written.
         *
         * @param placed moves accepted messages into pipes; returns whether all of them are in pipes
         */
        Mono<Void> flush(BooleanSupplier placed);

        /**
         * Lets accepted messages into the pipes beyond the high-water mark, if these pipes linger. There are at most as
         * many as there was once room for: since then the mark was lowered, or other messages or the end of a peer took
         * the room.
         */
        void liftMark();

        /** Counts dropped messages that belonged to no peer. */
        void dropped(DropReason reason, long messages);
    }
}
