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

    /** Creates the senders over the outlet that a pattern is; senders and pattern know each other. */
    static <P extends Pattern & Outlet> SendScheduler senders(SocketBase core, Function<RoomListener, P> maker) {
        SendScheduler[] senders = new SendScheduler[1];
        P pattern = maker.apply(() -> senders[0].roomAvailable());
        senders[0] = new SendScheduler(
                core.loop(), pattern, core.name(), core.settings().queues().maxPendingSends(), core);
        core.pattern(pattern);
        core.onClose(reason -> core.dropped(DropReason.LINGER_EXPIRED, senders[0].close(reason)));
        core.recorder().alsoToSend(senders[0]::queued);
        // Some patterns have room without any peer.
        senders[0].roomAvailable();
        return senders[0];
    }

    /** Creates the receiver to which the socket's pattern delivers messages. */
    static Receiver receiver(SocketBase core) {
        Receiver receiver = new Receiver(
                core.loop(),
                core.name(),
                core.settings().queues().receiveHighWaterMark(),
                messages -> core.dropped(DropReason.UNDELIVERED, messages));
        core.onClose(reason -> core.dropped(DropReason.UNDELIVERED, receiver.close()));
        core.recorder().alsoQueued(receiver::kept);
        return receiver;
    }

    static <P extends ReceivingPattern> P receiving(SocketBase core, Receiver receiver, P pattern) {
        receiver.from(pattern.inbound());
        core.pattern(pattern);
        return pattern;
    }

    static final class Push extends DefaultZmqSocket<PushSocket> implements PushSocket, DelegatingSender {

        private final SendScheduler senders;

        Push(SocketBase core) {
            super(core);
            senders = Sockets.senders(core, PushPattern::new);
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }
    }

    static final class Pull extends DefaultZmqSocket<PullSocket> implements PullSocket, DelegatingReceiver {

        private final Receiver receiver;

        Pull(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            receiving(core, receiver, new PullPattern(receiver));
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Pair extends DefaultZmqSocket<PairSocket>
            implements PairSocket, DelegatingSender, DelegatingReceiver {

        private final Receiver receiver;
        private final SendScheduler senders;

        Pair(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new PairPattern(receiver, room)));
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Dealer extends DefaultZmqSocket<DealerSocket>
            implements DealerSocket, DelegatingSender, DelegatingReceiver {

        private final Receiver receiver;
        private final SendScheduler senders;

        Dealer(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            senders = Sockets.senders(core, room -> receiving(core, receiver, new DealerPattern(receiver, room)));
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }
    }

    static final class Pub extends DefaultZmqSocket<PubSocket> implements PubSocket, DelegatingSender {

        private final SendScheduler senders;
        private final CountWaiters waiters;
        private final PubPattern[] pattern = new PubPattern[1];

        Pub(SocketBase core) {
            super(core);
            waiters = new CountWaiters(core.loop(), () -> pattern[0].subscriberCount());
            core.onClose(waiters::close);
            senders = Sockets.senders(
                    core,
                    room -> pattern[0] = new PubPattern(core.settings(), room, core.slicedWork(), waiters::changed));
        }

        @Override
        public SendScheduler senders() {
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

    static final class Sub extends DefaultZmqSocket<SubSocket> implements SubSocket, DelegatingReceiver {

        private final Receiver receiver;
        private final SubPattern pattern;
        private final SubscriptionCalls subscriptions;

        Sub(SocketBase core) {
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
