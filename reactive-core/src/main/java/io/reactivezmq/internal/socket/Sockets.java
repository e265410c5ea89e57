package io.reactivezmq.internal.socket;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.internal.pattern.DealerPattern;
import io.reactivezmq.internal.pattern.PairPattern;
import io.reactivezmq.internal.pattern.PubPattern;
import io.reactivezmq.internal.pattern.PullPattern;
import io.reactivezmq.internal.pattern.PushPattern;
import reactor.core.publisher.Mono;

/** The sockets that need little beyond their pattern, a receiver and senders. */
final class Sockets {

    private Sockets() {}

    static final class Push extends DefaultSendingSocket<PushSocket, PushPattern> implements PushSocket {

        Push(SocketPlan plan) {
            super(new SendingParts<>(plan, PushPattern::new));
        }
    }

    static final class Pull extends DefaultReceivingSocket<PullSocket, PullPattern> implements PullSocket {

        Pull(SocketPlan plan) {
            super(new ReceivingParts<>(plan, PullPattern::new));
        }
    }

    static final class Pair extends DefaultDuplexSocket<PairSocket, PairPattern> implements PairSocket {

        Pair(SocketPlan plan) {
            super(new DuplexParts<>(plan, PairPattern::new));
        }
    }

    static final class Dealer extends DefaultDuplexSocket<DealerSocket, DealerPattern> implements DealerSocket {

        Dealer(SocketPlan plan) {
            super(new DuplexParts<>(plan, DealerPattern::new));
        }
    }

    static final class Pub extends DefaultPublishingSocket<PubSocket, PubPattern> implements PubSocket {

        Pub(SocketPlan plan) {
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
