package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ReceiveTimeoutException;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** An application that receives, each time in another way, gives up at any moment, and begins again. */
final class ReceiverProgram {

    /** What the program waits for. */
    enum Wish {
        NOTHING,
        /** It has subscribed and no demand is left. */
        NO_MESSAGE,
        MESSAGES
    }

    private final World world;
    private final String name;
    private final Actor thread;
    private final MessageReceiver receiver;
    private final Consumer<ZmqMessage> use;
    private final boolean breaks;
    private final Duration pause;
    private boolean stopped;
    private @Nullable Reader reader;
    private int turns;

    /**
     * Creates a program.
     *
     * @param use records each delivered message, and may send others
     * @param breaks whether the program throws exceptions and errors at times
     */
    ReceiverProgram(World world, String name, MessageReceiver receiver, boolean breaks, Consumer<ZmqMessage> use) {
        Chance chance = world.chance(name);
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.receiver = receiver;
        this.use = use;
        this.breaks = breaks;
        this.pause = chance.oneIn(2) ? Duration.ZERO : Duration.ofMillis(1 + chance.below(50));
    }

    void start() {
        if (world.takesPlace(name)) {
            thread.after(world.chance(name + "/start").upTo(Duration.ofMillis(100)), this::again);
        }
    }

    Wish wish() {
        Reader now = reader;
        if (now == null || !now.isActive()) {
            return Wish.NOTHING;
        }
        return now.hasDemand() ? Wish.MESSAGES : Wish.NO_MESSAGE;
    }

    Actor thread() {
        return thread;
    }

    MessageReceiver receiver() {
        return receiver;
    }

    /** Receives everything from now on, without giving up. */
    void drain() {
        thread.execute(() -> {
            stopped = true;
            Reader last = reader;
            if (last != null) {
                last.cancel();
            }
            Chance chance = world.chance(name + "/drain");
            read(
                    chance,
                    "all",
                    chance.oneIn(2) ? receiver.receive() : receiver.receive(thread.scheduler()),
                    Long.MAX_VALUE,
                    0);
        });
    }

    /** Ends the program; what it has begun goes on. */
    void stop() {
        stopped = true;
    }

    private void soon() {
        if (stopped || receiver instanceof ZmqSocket<?> socket && socket.isClosed()) {
            return;
        }
        Chance chance = world.chance(name + "/pause/" + turns);
        Duration nap = world.network().nap(chance);
        if (!nap.isZero()) {
            world.tell(name + " sleeps for " + nap.toMillis() + " ms");
            thread.after(nap, this::again);
        } else if (pause.isZero() && chance.oneIn(2)) {
            thread.execute(this::again);
        } else {
            thread.after(chance.upTo(pause.plusMillis(1)), this::again);
        }
    }

    private void again() {
        if (stopped || receiver instanceof ZmqSocket<?> socket && socket.isClosed()) {
            return;
        }
        String turn = name + '/' + turns++;
        if (!world.takesPlace(turn)) {
            // A turn that is left out takes time, so that the program cannot be busy with such turns alone.
            thread.after(Duration.ofMillis(20), this::again);
            return;
        }
        Chance chance = world.chance(turn);
        switch (chance.below(5)) {
            case 0 -> read(chance, turn, receiver.receive(), demand(chance), 1 + chance.below(40));
            case 1 -> read(chance, turn, receiver.receive(thread.scheduler()), demand(chance), 1 + chance.below(40));
            case 2 -> read(chance, turn, receiver.receiveOne(), Long.MAX_VALUE, 2);
            case 3 -> timed(chance, turn, chance.oneIn(4) ? Duration.ZERO : chance.upTo(Duration.ofMillis(20)));
            default -> tries(chance, turn);
        }
    }

    private static long demand(Chance chance) {
        return chance.oneIn(4) ? Long.MAX_VALUE : chance.below(6);
    }

    private void read(Chance chance, String turn, Publisher<ZmqMessage> messages, long demand, int most) {
        world.tell(turn + " receives by " + messages.getClass().getSimpleName() + ", demand "
                + (demand == Long.MAX_VALUE ? "without bound" : demand) + (most == 0 ? "" : ", at most " + most));
        read(new Reader(chance, turn, demand, most, null), messages);
    }

    private void timed(Chance chance, String turn, Duration timeout) {
        world.tell(turn + " receives one within " + timeout);
        read(new Reader(chance, turn, Long.MAX_VALUE, 2, world.now().plus(timeout)), receiver.receiveOne(timeout));
    }

    private void read(Reader begun, Publisher<ZmqMessage> messages) {
        reader = begun;
        messages.subscribe(begun);
        if (begun.most > 0) {
            begun.live();
        }
    }

    private void tries(Chance chance, String turn) {
        int count = 1 + chance.below(20);
        world.tell(turn + " tries to receive " + count);
        for (int i = 0; i < count; i++) {
            ZmqMessage message = receiver.tryReceive();
            if (message == null) {
                break;
            }
            use.accept(message);
        }
        soon();
    }

    /** One subscription. */
    private final class Reader extends CheckedSubscriber<ZmqMessage> {

        private final Chance chance;
        private final String turn;
        private final int most;
        private final boolean again;

        /** The earliest time of a timeout; null for none. */
        private final @Nullable Duration deadline;

        private int received;

        Reader(Chance chance, String turn, long demand, int most, @Nullable Duration deadline) {
            super(ReceiverProgram.this.world, turn, demand);
            this.chance = chance;
            this.turn = turn;
            this.most = most;
            this.deadline = deadline;
            this.again = chance.oneIn(3);
        }

        /** Requests more now and then, and gives up at some time. */
        private void live() {
            thread.after(chance.upTo(Duration.ofMillis(30)), () -> {
                if (!isActive()) {
                    return;
                }
                if (chance.oneIn(3)) {
                    world.tell(turn + " cancels");
                    cancel();
                    another();
                } else {
                    request(1 + chance.below(8));
                    live();
                }
            });
        }

        /** Whether the socket refused this subscription, which came after its close. */
        private boolean isClose(Throwable failure) {
            return failure instanceof SocketClosedException && received == 0;
        }

        private void another() {
            if (again && chance.oneIn(2)) {
                // In the same step, so that nothing can happen in between.
                ReceiverProgram.this.again();
            } else {
                soon();
            }
        }

        @Override
        void next(ZmqMessage message) {
            use.accept(message);
            received++;
            if (most > 0 && received >= most && isActive()) {
                cancel();
                another();
            } else if (breaks && most > 0 && chance.oneIn(8)) {
                world.tell(turn + " throws at " + message.text());
                if (chance.oneIn(2)) {
                    throw new Droppings.PlannedError(turn);
                }
                throw new Droppings.Planned(turn);
            } else if (!hasDemand() && chance.oneIn(2)) {
                request(1 + chance.below(8));
            }
        }

        @Override
        void end(@Nullable Throwable failure) {
            if (failure instanceof ReceiveTimeoutException && deadline != null) {
                if (world.now().compareTo(deadline) < 0) {
                    world.fail(Promise.TIMEOUTS, turn + " gets a timeout before its time");
                }
            } else if (failure != null && !isClose(failure) && !Droppings.isPlanned(failure)) {
                world.fail(Promise.SIGNALS, turn + " gets an unexpected error", failure);
            }
            if (failure == null || isClose(failure)) {
                soon();
            } else {
                another();
            }
        }
    }
}
