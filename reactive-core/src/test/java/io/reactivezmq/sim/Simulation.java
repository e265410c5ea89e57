package io.reactivezmq.sim;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.BalanceOptions;
import io.reactivezmq.options.ReceiveOptions;
import io.reactivezmq.options.SendOptions;
import io.reactivezmq.options.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * A random program in a world: sockets, what applications do with them, faults for a while, then peace, in which
 * everything has to arrive, and the end. Some worlds have no faults, and some end in the middle of them.
 */
abstract class Simulation {

    private static final Duration LINGER = Duration.ofSeconds(5);

    /** The time within which everything that nothing holds up happens. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    final World world;
    final Chance chance;
    final Actor owner;
    final ZmqContext zmq;
    final Topology topology;
    final boolean inproc;
    final boolean faults;
    final int sendMark;
    final int receiveMark;
    final List<ReceiverProgram> receivers = new ArrayList<>();
    private final boolean abrupt;
    private final int pendingSends;
    private final Duration reconnectInterval;
    private final Duration longestInterval;
    private final boolean immediate;
    private final Map<ZmqSocket<?>, SimLoop> loops = new LinkedHashMap<>();
    private final Map<ZmqSocket<?>, EventReader> events = new LinkedHashMap<>();
    private boolean peace;
    private int looks;

    Simulation(World world) {
        this.world = world;
        this.chance = world.chance("world");
        this.owner = world.thread("owner");
        this.zmq = ZmqContext.on(world, world.network()::configure);
        this.inproc = chance.oneIn(4) && world.network().leavesRoomForInproc();
        this.faults = !chance.oneIn(3);
        this.abrupt = chance.oneIn(5);
        this.sendMark = 1 + chance.below(8);
        this.receiveMark = 1 + chance.below(8);
        this.pendingSends = chance.oneIn(2) ? 1000 : 1 + chance.below(8);
        this.reconnectInterval = Duration.ofMillis(1 + chance.below(50));
        this.longestInterval = chance.oneIn(2) ? Duration.ZERO : chance.upTo(Duration.ofMillis(300));
        this.immediate = chance.oneIn(4);
        this.topology = new Topology(world, owner, inproc);
        topology.addFault(this::changeMarks);
        if (abrupt) {
            topology.addFault(this::closeOne);
        }
        world.tell((inproc ? "inproc" : world.network().scheme()) + (faults ? ", with faults" : "")
                + (abrupt ? ", ends abruptly" : "") + ", marks " + sendMark + " and " + receiveMark + ", pending sends "
                + pendingSends);
    }

    /** Starts the programs. */
    abstract void start();

    /** Lets everything arrive, and checks that it does. Faults have stopped. */
    abstract void settle();

    /** Checks the balance when all is closed. */
    abstract void balance();

    /** Returns the number of messages that the socket has delivered to the application. */
    abstract long delivered(ZmqSocket<?> socket);

    /** Returns whether all received messages should be delivered, as the loop is at rest: all receivers have demand. */
    boolean mustHaveDelivered(ZmqSocket<?> socket) {
        Set<ReceiverProgram.Wish> wishes = EnumSet.noneOf(ReceiverProgram.Wish.class);
        receivers.stream()
                .filter(receiver -> receiver.receiver() == socket)
                .forEach(receiver -> wishes.add(receiver.wish()));
        return wishes.contains(ReceiverProgram.Wish.MESSAGES) && !wishes.contains(ReceiverProgram.Wish.NO_MESSAGE);
    }

    /** Returns whether {@code messagesReceived} is the number of deliveries: not where newer messages replace older. */
    boolean countsDeliveries() {
        return true;
    }

    /** Returns the largest number of messages that windows and {@code tryReceive} hold at a socket. */
    long window(ZmqSocket<?> socket) {
        long programs = receivers.stream()
                .filter(receiver -> receiver.receiver() == socket)
                .count();
        return programs * (receiveMark + 1) + 64;
    }

    /** Returns the send high-water mark of a socket. */
    int sendMark(ZmqSocket<?> socket) {
        return sendMark;
    }

    /** Returns whether all connections stay until everything has arrived. */
    final boolean isPeaceful() {
        return !faults && !abrupt;
    }

    /** Sets what all sockets have in common. */
    final <O extends SocketOptions<O>> O common(O options, String name) {
        options.name(name).linger(LINGER).reconnectInterval(reconnectInterval).reconnectIntervalMax(longestInterval);
        if (options instanceof BalanceOptions<?> balanced) {
            balanced.immediate(immediate);
        }
        if (options instanceof SendOptions<?> sends) {
            sends.sendHighWaterMark(sendMark);
            sends.maxPendingSends(pendingSends);
        }
        if (options instanceof ReceiveOptions<?> receives) {
            receives.receiveHighWaterMark(receiveMark);
        }
        world.network().configure(options, name);
        return options;
    }

    /** Observes a new socket. The loop is that of {@link World#upcomingLoop} before it was created. */
    final <S extends ZmqSocket<?>> S observed(S socket, SimLoop loop) {
        EventReader reader = new EventReader(world, socket, reconnectInterval, socket.type() == SocketType.REQ);
        loops.put(socket, loop);
        events.put(socket, reader);
        world.states().ifPresent(states -> states.add(socket));
        owner.execute(() -> socket.events().subscribe(reader));
        world.network().strangePlace(socket.type()).ifPresent(uri -> topology.connectForNow(socket, uri, reader));
        return socket;
    }

    final EventReader events(ZmqSocket<?> socket) {
        EventReader reader = events.get(socket);
        if (reader == null) {
            throw new IllegalArgumentException(socket + " is not observed");
        }
        return reader;
    }

    /** Runs the program to its end. Throws when a promise does not hold. */
    final void run() {
        owner.execute(topology::build);
        start();
        world.network().begin();
        if (faults) {
            topology.beginFaults();
        }
        owner.execute(this::watch);
        world.whenQuiet(this::checkThatNothingIsWithheld);
        world.run(world.network().shortest().plusSeconds(chance.below(3)));
        if (!abrupt) {
            peace = true;
            topology.endFaults();
            settle();
        }
        close();
    }

    /** Sets lower high-water marks for a socket. */
    private void changeMarks(Chance choice, String name) {
        ZmqSocket<?> socket = choice.oneOf(List.copyOf(loops.keySet()));
        int send = 1 + choice.below(sendMark(socket));
        int receive = 1 + choice.below(receiveMark);
        if (sendMark(socket) == sendMark) {
            world.tell(name + " changes the marks of " + socket + " to " + send + " and " + receive);
            socket.highWaterMarks(send, receive);
        }
    }

    /** Closes or drains one of the sockets. */
    private void closeOne(Chance choice, String name) {
        ZmqSocket<?> socket = choice.oneOf(List.copyOf(loops.keySet()));
        Duration linger = choice.oneIn(3) ? Duration.ZERO : choice.upTo(Duration.ofSeconds(1));
        boolean[] closed = {socket.isClosed()};
        if (!closed[0]) {
            boolean drains = choice.oneIn(2);
            world.tell(name + (drains ? " drains " : " closes ") + socket + ", within " + linger.toMillis() + " ms");
            topology.ends(socket);
            (drains ? socket.drain(linger) : socket.close(linger))
                    .subscribe(
                            nothing -> {},
                            failure -> world.fail(Promise.CLOSING, socket + " fails to close", failure),
                            () -> closed[0] = true);
            owner.after(linger.plus(BOUND), () -> {
                if (!closed[0]) {
                    world.fail(Promise.CLOSING, socket + " is not closed within linger and a bound");
                }
            });
        }
    }

    // Checks.

    /** Looks at the statistics of all sockets now and then. */
    private void watch() {
        world.network().look();
        loops.keySet()
                .forEach(socket -> socket.statistics()
                        .subscribe(
                                statistics -> check(socket, statistics),
                                failure -> world.fail(Promise.COUNTS, "statistics fail at " + socket, failure)));
        if (!peace && !zmq.isClosed()) {
            owner.after(world.chance("look/" + looks++).upTo(Duration.ofMillis(100)), this::watch);
        }
    }

    private void check(ZmqSocket<?> socket, SocketStatistics statistics) {
        for (PeerStatistics peer : statistics.peers()) {
            // Messages in flight, at most twice the mark, return to the queue when a link is lost.
            int most = faults || zmq.isClosed() ? 3 * sendMark(socket) : sendMark(socket);
            if (peer.sendQueue() > most || peer.receiveQueue() > receiveMark) {
                world.fail(Promise.MARKS, socket + " exceeds a mark: " + peer);
            }
            if (peer.messagesReceived() < 0
                    || peer.messagesSent() < 0
                    || peer.bytesReceived() < 0
                    || peer.bytesSent() < 0
                    || peer.sendQueue() < 0
                    || peer.receiveQueue() < 0
                    || peer.subscriptions() < 0
                    || peer.drops().values().stream().anyMatch(count -> count < 0)) {
                world.fail(Promise.COUNTS, socket + " has a negative count: " + peer);
            }
        }
        statistics.drops().forEach((reason, count) -> world.coverage().reached(Coverage.DROP, reason.name()));
        if (statistics.messagesReceived() < 0
                || statistics.messagesSent() < 0
                || statistics.bytesReceived() < 0
                || statistics.bytesSent() < 0
                || statistics.sendQueue() < 0
                || statistics.receiveQueue() < 0
                || statistics.drops().values().stream().anyMatch(count -> count < 0)) {
            world.fail(Promise.COUNTS, socket + " has a negative count: " + statistics);
        }
        long elsewhere = statistics.messagesReceived() - delivered(socket) - statistics.receiveQueue();
        if (elsewhere < 0 || elsewhere > window(socket)) {
            world.fail(
                    Promise.COUNTS,
                    socket + " has delivered " + delivered(socket) + ", and windows hold at most " + window(socket)
                            + ", but it counts " + statistics);
        }
    }

    /** Checks that received messages are delivered while all receivers have demand. */
    private void checkThatNothingIsWithheld() {
        loops.forEach((socket, loop) -> {
            if (mustHaveDelivered(socket)) {
                world.as(
                        loop,
                        () -> socket.statistics()
                                .subscribe(
                                        statistics -> {
                                            long withheld = statistics.messagesReceived() - delivered(socket);
                                            if (withheld != 0) {
                                                world.fail(
                                                        Promise.DELIVERY,
                                                        withheld + " messages are withheld from a receiver with "
                                                                + "demand: " + statistics);
                                            }
                                        },
                                        failure -> world.fail(Promise.COUNTS, "statistics fail", failure)));
            }
        });
    }

    /** Checks that no queue holds anything. */
    final void checkThatQueuesAreEmpty() {
        for (ZmqSocket<?> socket : loops.keySet()) {
            SocketStatistics statistics = statistics(socket);
            if (statistics.sendQueue() != 0 || statistics.receiveQueue() != 0) {
                world.fail(Promise.PROGRESS, "messages wait forever at " + socket + ": " + statistics);
            }
        }
    }

    private void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        owner.execute(
                () -> zmq.close().subscribe(nothing -> {}, closed::completeExceptionally, () -> closed.complete(null)));
        world.run(LINGER.plus(BOUND));
        if (!closed.isDone() || closed.isCompletedExceptionally()) {
            world.fail(Promise.CLOSING, "the context is not closed within linger and a bound: " + closed);
        }
        topology.endFaults();
        balance();
        for (ZmqSocket<?> socket : loops.keySet()) {
            SocketStatistics statistics = statistics(socket);
            check(socket, statistics);
            if (countsDeliveries() && statistics.messagesReceived() != delivered(socket)) {
                world.fail(Promise.COUNTS, socket + " has delivered " + delivered(socket) + ", but " + statistics);
            }
        }
        events.forEach((socket, reader) -> {
            if (reader.isActive()) {
                world.fail(Promise.EVENTS, socket + " has not completed its events");
            }
        });
        world.run(Duration.ofSeconds(60));
        if (world.timers() > 0) {
            world.fail(Promise.LEAKS, "left behind: " + world.timers() + " timers");
        }
        world.network().checkNothingLeft();
        world.check();
    }

    /** Returns the number of messages that the sockets have dropped for any reason. */
    final long dropped(List<? extends ZmqSocket<?>> sockets, boolean inbound) {
        long dropped = 0;
        for (ZmqSocket<?> socket : sockets) {
            SocketStatistics statistics = statistics(socket);
            dropped += inbound ? statistics.dropped(DropReason.UNDELIVERED) : statistics.dropped();
        }
        return dropped;
    }

    /** Checks at the end that each message that counts as sent counts as received or dropped, or was lost. */
    final void checkSent(Collection<ZmqSocket<?>> sending, Collection<ZmqSocket<?>> receiving) {
        long sent = 0;
        for (ZmqSocket<?> socket : sending) {
            sent += statistics(socket).messagesSent();
        }
        long arrived = 0;
        for (ZmqSocket<?> socket : receiving) {
            SocketStatistics statistics = statistics(socket);
            arrived += statistics.messagesReceived()
                    + statistics.dropped(DropReason.UNDELIVERED)
                    + statistics.dropped(DropReason.UNWANTED);
        }
        long lost = world.network().lost();
        if (sent != arrived + lost) {
            world.fail(
                    Promise.BALANCE,
                    sent + " messages count as sent, but " + arrived + " arrived and " + lost
                            + " were lost by the network");
        }
    }

    final SocketStatistics statistics(ZmqSocket<?> socket) {
        return result(socket.statistics());
    }

    final <T> T result(Mono<T> mono) {
        List<T> results = new ArrayList<>();
        owner.execute(() ->
                mono.subscribe(results::add, failure -> world.fail(Promise.COUNTS, "there is no result", failure)));
        world.run(Duration.ofMillis(500));
        if (results.isEmpty()) {
            world.fail(Promise.PROGRESS, "there is no result within half a second");
            world.check();
        }
        return results.get(0);
    }
}
