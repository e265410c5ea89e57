package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.ReceiveOptions;
import io.reactivezmq.options.SendOptions;
import io.reactivezmq.options.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import reactor.core.publisher.Mono;

/**
 * A random program of socket types that send each message to one peer: sockets that send, sockets that receive, several
 * programs on each, faults for a while, and then peace, in which everything has to arrive.
 */
final class PointToPoint implements Simulation {

    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(2);

    private enum Kind {
        PUSH_PULL,
        SCATTER_GATHER,
        DEALER_DEALER,
        PAIR,
        CHANNEL,
        DEALER_ROUTER,
        CLIENT_SERVER,
        DEALER_TO_ROUTER
    }

    private final World world;
    private final Kind kind;
    private final boolean sendersBind;
    private final int sendMark;
    private final int receiveMark;
    private final int pendingSends;
    private final ZmqContext zmq;
    private final List<ZmqSocket<?>> sending = new ArrayList<>();
    private final List<ZmqSocket<?>> receiving = new ArrayList<>();
    private final Map<ZmqSocket<?>, SimLoop> loops = new LinkedHashMap<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final List<ReceiverProgram> receivers = new ArrayList<>();
    private final Actor owner;
    private final Topology topology;
    private final Ledger ledger;

    private boolean peace;

    PointToPoint(World world) {
        this.world = world;
        this.kind = world.oneOf(List.of(Kind.values()));
        boolean inproc = world.oneIn(4);
        this.sendersBind = world.oneIn(2);
        this.sendMark = 1 + world.random(8);
        this.receiveMark = 1 + world.random(8);
        this.pendingSends = world.oneIn(2) ? 1000 : 1 + world.random(8);
        this.zmq = ZmqContext.on(world);
        this.owner = world.thread("owner");
        boolean single = kind == Kind.PAIR || kind == Kind.CHANNEL;
        int manySending = single ? 1 : 1 + world.random(3);
        int manyReceiving = single || manySending > 1 ? 1 : 1 + world.random(3);
        boolean concurrent = world.oneIn(3);
        // When one of several accepted peers leaves, its messages go to others, behind newer ones. A receiver that
        // connects again may be two peers for a while. What one of several receivers returns comes late for the others.
        this.ledger = new Ledger(world, !concurrent && (!sendersBind || single));
        world.network().onLoss(ledger::lost);
        world.tell(kind + " over " + (inproc ? "inproc" : "sim") + ", " + manySending + " to " + manyReceiving
                + (sendersBind ? ", senders bind" : ", receivers bind") + ", marks " + sendMark + " and "
                + receiveMark);
        this.topology = new Topology(
                world,
                owner,
                inproc,
                sendersBind ? sending : receiving,
                sendersBind ? receiving : sending,
                !sendersBind);
        for (int i = 0; i < manySending; i++) {
            addSender(i);
        }
        for (int i = 0; i < manyReceiving; i++) {
            addReceiver(i, concurrent ? 1 + world.random(3) : 1);
        }
    }

    private <O extends SocketOptions<O>> void set(O options) {
        options.linger(LINGER).reconnectInterval(Duration.ofMillis(1 + world.random(50)));
        if (options instanceof SendOptions<?> sends) {
            sends.sendHighWaterMark(sendMark);
            sends.maxPendingSends(pendingSends);
        }
        if (options instanceof ReceiveOptions<?> receives) {
            receives.receiveHighWaterMark(receiveMark);
        }
    }

    private void addSender(int number) {
        ZmqSocket<?> socket = switch (kind) {
            case PUSH_PULL -> zmq.push(this::set);
            case SCATTER_GATHER -> zmq.scatter(this::set);
            case DEALER_DEALER, DEALER_ROUTER, DEALER_TO_ROUTER -> zmq.dealer(this::set);
            case PAIR -> zmq.pair(this::set);
            case CHANNEL -> zmq.channel(this::set);
            case CLIENT_SERVER -> zmq.client(this::set);
        };
        sending.add(socket);
        int programs = 1 + world.random(3);
        for (int i = 0; i < programs; i++) {
            String name = "s" + number + (char) ('a' + i);
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    name,
                    world.thread(name),
                    (MessageSender) socket,
                    ZmqMessage::of,
                    20 + world.random(100)));
        }
    }

    private void addReceiver(int number, int programs) {
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> socket = switch (kind) {
            case PUSH_PULL -> zmq.pull(this::set);
            case SCATTER_GATHER -> zmq.gather(this::set);
            case DEALER_DEALER -> zmq.dealer(this::set);
            case PAIR -> zmq.pair(this::set);
            case CHANNEL -> zmq.channel(this::set);
            case DEALER_ROUTER, DEALER_TO_ROUTER -> zmq.router(this::set);
            case CLIENT_SERVER -> zmq.server(this::set);
        };
        receiving.add(socket);
        loops.put(socket, loop);
        for (int i = 0; i < programs; i++) {
            String name = "r" + number + (char) ('a' + i);
            receivers.add(new ReceiverProgram(world, ledger, name, world.thread(name), (MessageReceiver) socket));
        }
    }

    @Override
    public void run() {
        owner.execute(topology::build);
        senders.forEach(SenderProgram::start);
        receivers.forEach(ReceiverProgram::start);
        if (!world.oneIn(4)) {
            topology.beginFaults();
        }
        owner.execute(this::watch);
        world.whenQuiet(this::checkThatNothingIsWithheld);
        world.run(Duration.ofSeconds(1 + world.random(3)));
        makePeace();
        end();
    }

    // Checks.

    /**
     * Marks hold at every moment. Messages in flight, at most twice the mark, return to the queue when a link is lost.
     */
    private void watch() {
        sending.forEach(socket -> socket.statistics().subscribe(this::checkMarks, failure -> {}));
        receiving.forEach(socket -> socket.statistics().subscribe(this::checkMarks, failure -> {}));
        if (!peace) {
            owner.after(world.upTo(Duration.ofMillis(100)), this::watch);
        }
    }

    private void checkMarks(SocketStatistics statistics) {
        for (PeerStatistics peer : statistics.peers()) {
            if (peer.sendQueue() > 3 * sendMark || peer.receiveQueue() > receiveMark) {
                world.fail("a mark is exceeded: " + peer);
            }
            if (peer.messagesReceived() < 0 || peer.messagesSent() < 0) {
                world.fail("a negative count: " + peer);
            }
        }
    }

    /** Whatever a socket has received is delivered as long as all its receivers want more. */
    private void checkThatNothingIsWithheld() {
        loops.forEach((socket, loop) -> {
            Set<ReceiverProgram.Wish> wishes = EnumSet.noneOf(ReceiverProgram.Wish.class);
            receivers.stream()
                    .filter(receiver -> receiver.socket() == socket)
                    .forEach(receiver -> wishes.add(receiver.wish()));
            if (wishes.contains(ReceiverProgram.Wish.MESSAGES) && !wishes.contains(ReceiverProgram.Wish.NO_MESSAGE)) {
                world.as(
                        loop,
                        () -> socket.statistics()
                                .subscribe(
                                        statistics -> {
                                            long withheld = statistics.messagesReceived() - ledger.delivered(socket);
                                            if (withheld != 0) {
                                                world.fail(withheld
                                                        + " messages are withheld from a receiver with demand: "
                                                        + statistics);
                                            }
                                        },
                                        failure -> {}));
            }
        });
    }

    private void makePeace() {
        peace = true;
        topology.endFaults();
        senders.forEach(SenderProgram::stop);
        // What was disconnected before is connected again by now.
        world.run(Duration.ofSeconds(1));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        // One after the other, as at least one may wait.
        senders.forEach(sender -> {
            sender.sendTheLast();
            world.run(Duration.ofSeconds(1));
        });
        world.run(Duration.ofSeconds(30));
        for (ZmqSocket<?> socket : sending) {
            if (result(socket.statistics()).sendQueue() != 0) {
                world.fail("messages wait for ever: " + result(socket.statistics()));
            }
        }
        for (ZmqSocket<?> socket : receiving) {
            if (result(socket.statistics()).receiveQueue() != 0) {
                world.fail("received messages wait for ever: " + result(socket.statistics()));
            }
        }
    }

    private void end() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        owner.execute(
                () -> zmq.close().subscribe(nothing -> {}, closed::completeExceptionally, () -> closed.complete(null)));
        world.run(LINGER.plus(BOUND));
        if (!closed.isDone()) {
            world.fail("the context is not closed within linger and a bound");
        }
        long dropped = 0;
        for (ZmqSocket<?> socket : sending) {
            dropped += result(socket.statistics()).dropped();
        }
        long received = 0;
        for (ZmqSocket<?> socket : receiving) {
            SocketStatistics statistics = result(socket.statistics());
            received += statistics.messagesReceived();
            dropped += statistics.dropped(DropReason.UNDELIVERED);
        }
        ledger.balance(dropped);
        if (received != ledger.delivered()) {
            world.fail("messagesReceived is " + received + ", delivered were " + ledger.delivered());
        }
        world.run(Duration.ofSeconds(60));
        if (world.timers() > 0 || world.network().connections() > 0) {
            world.fail("left behind: " + world.timers() + " timers, "
                    + world.network().connections() + " connections");
        }
        world.check();
    }

    private <T> T result(Mono<T> mono) {
        CompletableFuture<T> future = new CompletableFuture<>();
        owner.execute(() -> mono.subscribe(future::complete, future::completeExceptionally));
        world.run(Duration.ofMillis(500));
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new World.Violation("no result", e);
        }
    }
}
