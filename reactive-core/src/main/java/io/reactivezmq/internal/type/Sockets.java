package io.reactivezmq.internal.type;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.internal.pattern.balanced.DealerPattern;
import io.reactivezmq.internal.pattern.balanced.PairPattern;
import io.reactivezmq.internal.pattern.balanced.PullPattern;
import io.reactivezmq.internal.pattern.balanced.PushPattern;
import io.reactivezmq.internal.pattern.pubsub.PubPattern;
import reactor.core.publisher.Mono;

/** The sockets that need little beyond their pattern, a receiver and senders. */
public final class Sockets {

    private Sockets() {}

    public static final class Push extends DefaultSendingSocket<PushSocket, PushPattern> implements PushSocket {

        public Push(SocketPlan plan) {
            super(new SendingParts<>(plan, PushPattern::new));
        }
    }

    public static final class Pull extends DefaultReceivingSocket<PullSocket, PullPattern> implements PullSocket {

        public Pull(SocketPlan plan) {
            super(new ReceivingParts<>(plan, PullPattern::new));
        }
    }

    public static final class Pair extends DefaultDuplexSocket<PairSocket, PairPattern> implements PairSocket {

        public Pair(SocketPlan plan) {
            super(new DuplexParts<>(plan, PairPattern::new));
        }
    }

    public static final class Dealer extends DefaultDuplexSocket<DealerSocket, DealerPattern> implements DealerSocket {

        public Dealer(SocketPlan plan) {
            super(new DuplexParts<>(plan, DealerPattern::new));
        }
    }

    public static final class Pub extends DefaultPublishingSocket<PubSocket, PubPattern> implements PubSocket {

        public Pub(SocketPlan plan) {
            super(new PublishingParts<>(
                    plan,
                    (room, changed) -> new PubPattern(
                            plan.scope().settings(), room, plan.scope().slicedWork(), changed),
                    PubPattern::subscriberCount));
        }

        @Override
        public Mono<Void> awaitSubscribers(int count) {
            return awaitPublishedTo(count);
        }

        @Override
        public Mono<Integer> topicCount() {
            return core.scope().callBehindWork(() -> pattern().topicCount());
        }
    }
}
