package io.reactivezmq.internal.socket;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.DealerPattern;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.PairPattern;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pattern.PubPattern;
import io.reactivezmq.internal.pattern.PullPattern;
import io.reactivezmq.internal.pattern.PushPattern;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pattern.RoomListener;
import io.reactivezmq.internal.pattern.SubPattern;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The sockets that need nothing beyond their pattern, a receiver and senders. */
final class Sockets {

    private Sockets() {}

    /** Senders over the outlet that a pattern is, each knowing the other. */
    static <P extends Pattern & Outlet> Senders senders(SocketCore core, Function<RoomListener, P> maker) {
        Senders[] senders = new Senders[1];
        P pattern = maker.apply(() -> senders[0].roomAvailable());
        senders[0] = new Senders(
                core.loop(), pattern, core.name(), core.settings().queues().maxPendingSends(), core);
        core.pattern(pattern);
        core.onClose(reason -> core.dropped(DropReason.LINGER_EXPIRED, senders[0].close(reason)));
        core.ledger().alsoToSend(senders[0]::queued);
        // Some have room without any peer.
        senders[0].roomAvailable();
        return senders[0];
    }

    /** A receiver that this core's pattern hands its messages to. */
    static Receiver receiver(SocketCore core) {
        Receiver receiver = new Receiver(
                core.loop(),
                core.name(),
                core.settings().queues().receiveHighWaterMark(),
                messages -> core.dropped(DropReason.UNDELIVERED, messages));
        core.onClose(reason -> core.dropped(DropReason.UNDELIVERED, receiver.close()));
        core.ledger().alsoQueued(receiver::kept);
        return receiver;
    }

    static <P extends ReceivingPattern> P receiving(SocketCore core, Receiver receiver, P pattern) {
        receiver.from(pattern.inbound());
        core.pattern(pattern);
        return pattern;
    }

    static final class Push extends SocketFace<PushSocket> implements PushSocket, SendingFace {

        private final Senders senders;

        Push(SocketCore core) {
            super(core);
            senders = Sockets.senders(core, PushPattern::new);
        }

        @Override
        public Senders senders() {
            return senders;
        }
    }

    static final class Pull extends SocketFace<PullSocket> implements PullSocket, ReceivingFace {

        private final Receiver receiver;

        Pull(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            receiving(core, receiver, new PullPattern(receiver));
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Pair extends SocketFace<PairSocket> implements PairSocket, SendingFace, ReceivingFace {

        private final Receiver receiver;
        private final Senders senders;

        Pair(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new PairPattern(receiver, room)));
        }

        @Override
        public Senders senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Dealer extends SocketFace<DealerSocket> implements DealerSocket, SendingFace, ReceivingFace {

        private final Receiver receiver;
        private final Senders senders;

        Dealer(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new DealerPattern(receiver, room)));
        }

        @Override
        public Senders senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Pub extends SocketFace<PubSocket> implements PubSocket, SendingFace {

        private final Senders senders;
        private final CountWaiters waiters;
        private final PubPattern[] pattern = new PubPattern[1];

        Pub(SocketCore core) {
            super(core);
            waiters = new CountWaiters(core.loop(), () -> pattern[0].subscriberCount());
            core.onClose(waiters::close);
            senders = Sockets.senders(
                    core,
                    room -> pattern[0] = new PubPattern(core.settings(), room, core.slicedWork(), waiters::changed));
        }

        @Override
        public Senders senders() {
            return senders;
        }

        @Override
        public Mono<Void> awaitSubscribers(int count) {
            return waiters.await(count);
        }

        @Override
        public Mono<Integer> topicCount() {
            return core.callBehindWork(() -> pattern[0].topicCount());
        }
    }

    static final class Sub extends SocketFace<SubSocket> implements SubSocket, ReceivingFace {

        private final Receiver receiver;
        private final SubPattern pattern;
        private final SubscriptionCalls subscriptions;

        Sub(SocketCore core) {
            super(core);
            receiver = Sockets.receiver(core);
            pattern = receiving(
                    core,
                    receiver,
                    new SubPattern(receiver, core.settings().pattern().invertMatching()));
            subscriptions = new SubscriptionCalls(core.loop(), pattern::subscribe, pattern::unsubscribe);
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }

        @Override
        public SubSocket subscribe(byte[] prefix) {
            core.ensureOpen();
            subscriptions.add(prefix.clone());
            return this;
        }

        @Override
        public Mono<Integer> topicCount() {
            return core.call(() -> pattern.topicCount());
        }

        @Override
        public SubSocket unsubscribe(byte[] prefix) {
            core.ensureOpen();
            subscriptions.remove(prefix.clone());
            return this;
        }
    }
}
