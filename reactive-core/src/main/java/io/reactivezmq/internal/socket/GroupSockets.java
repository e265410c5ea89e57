package io.reactivezmq.internal.socket;

import io.reactivezmq.DishSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.error.InvalidGroupException;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.internal.pattern.DishPattern;
import io.reactivezmq.internal.pattern.Groups;
import io.reactivezmq.internal.pattern.RadioPattern;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The RADIO and DISH sockets. */
final class GroupSockets {

    private GroupSockets() {}

    static final class Radio extends DefaultZmqSocket<RadioSocket> implements RadioSocket, DelegatingSender {

        private final SendScheduler senders;
        private final CountWaiters waiters;

        Radio(SocketBase core) {
            super(core);
            RadioPattern[] pattern = new RadioPattern[1];
            waiters = new CountWaiters(core.loop(), () -> pattern[0].memberCount());
            core.onClose(waiters::close);
            senders = Sockets.senders(
                    core,
                    room -> pattern[0] = new RadioPattern(core.settings(), room, core.slicedWork(), waiters::changed));
        }

        @Override
        public SendScheduler senders() {
            return senders;
        }

        @Override
        public Mono<Void> awaitMembers(int count) {
            return waiters.await(count);
        }
    }

    static final class Dish extends DefaultZmqSocket<DishSocket> implements DishSocket, DelegatingReceiver {

        private final Receiver receiver;
        private final SubscriptionCalls groups;

        /** Guarded by itself, so that joining a group twice fails at once. */
        private final Set<String> joined = new HashSet<>();

        Dish(SocketBase core) {
            super(core);
            receiver = Sockets.receiver(core);
            DishPattern pattern = Sockets.receiving(core, receiver, new DishPattern(receiver));
            groups = new SubscriptionCalls(core.loop(), pattern::join, pattern::leave);
        }

        @Override
        public Receiver receiver() {
            return receiver;
        }

        @Override
        public DishSocket join(String group) {
            core.ensureOpen();
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
            core.ensureOpen();
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
