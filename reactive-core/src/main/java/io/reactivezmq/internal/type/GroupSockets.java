package io.reactivezmq.internal.type;

import io.reactivezmq.DishSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.error.InvalidGroupException;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.internal.pattern.group.DishPattern;
import io.reactivezmq.internal.pattern.group.Groups;
import io.reactivezmq.internal.pattern.group.RadioPattern;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The RADIO and DISH sockets. */
public final class GroupSockets {

    private GroupSockets() {}

    public static final class Radio extends DefaultPublishingSocket<RadioSocket, RadioPattern> implements RadioSocket {

        public Radio(SocketPlan plan) {
            super(new PublishingParts<>(
                    plan,
                    (room, changed) -> new RadioPattern(
                            plan.scope().settings(), room, plan.scope().slicedWork(), changed),
                    RadioPattern::memberCount));
        }

        @Override
        public Mono<Void> awaitMembers(int count) {
            return awaitPublishedTo(count);
        }
    }

    public static final class Dish extends DefaultReceivingSocket<DishSocket, DishPattern> implements DishSocket {

        private final SubscriptionCalls groups;

        /** Guarded by itself, so that joining a group twice fails at once. */
        private final Set<String> joined = new HashSet<>();

        public Dish(SocketPlan plan) {
            super(new ReceivingParts<>(plan, DishPattern::new));
            groups = new SubscriptionCalls(plan.scope(), pattern()::join, pattern()::leave);
        }

        @Override
        public DishSocket join(String group) {
            core.scope().ensureOpen();
            byte[] name = name(group);
            synchronized (joined) {
                if (!joined.add(group)) {
                    throw new InvalidGroupException("The group '" + group + "' was joined already");
                }
                groups.add(name);
            }
            return this;
        }

        @Override
        public DishSocket leave(String group) {
            core.scope().ensureOpen();
            byte[] name = name(group);
            synchronized (joined) {
                if (!joined.remove(group)) {
                    throw new InvalidGroupException("The group '" + group + "' was not joined");
                }
                groups.remove(name);
            }
            return this;
        }

        private static byte[] name(String group) {
            try {
                return Groups.bytes(group);
            } catch (InvalidMessageException none) {
                throw new InvalidGroupException(String.valueOf(none.getMessage()));
            }
        }
    }
}
