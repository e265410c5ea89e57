package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A ROUTER with the option {@code handover}, and DEALERs of which two have the same routing id. One of the two is
 * connected; from time to time the other takes its place, before or after the first has left.
 */
final class Handover extends Simulation {

    private final RouterSocket router;
    private final String uri;
    private final Ledger ledger;
    private final List<ZmqSocket<?>> sockets = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<SenderProgram> toPeers = new ArrayList<>();

    /** Two DEALERs with one routing id. */
    private final class Pair {

        private final RoutingId id;
        private final List<ZmqSocket<?>> dealers = new ArrayList<>();
        private final List<SenderProgram> senders = new ArrayList<>();
        private int present;

        /** Whether one of the two has not left, or not come, since the last swap. */
        private boolean swapping;

        Pair(int number, boolean breaks) {
            this.id = RoutingId.of("x" + number);
            for (int i = 0; i < 2; i++) {
                add("s" + number + i, breaks);
            }
        }

        private void add(String name, boolean breaks) {
            SimLoop loop = world.upcomingLoop();
            ZmqSocket<?> dealer = observed(zmq.dealer(o -> common(o, name).routingId(id.bytes())), loop);
            sockets.add(dealer);
            dealers.add(dealer);
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    name + "a",
                    (MessageSender) dealer,
                    world.network()::message,
                    20 + chance.below(50),
                    breaks));
            receivers.add(new ReceiverProgram(
                    world, name + "r", (MessageReceiver) dealer, breaks, message -> ledger.delivered(message, dealer)));
        }

        void connect() {
            ZmqSocket<?> dealer = dealers.get(present);
            try {
                dealer.connect(uri);
                events(dealer).connected(uri);
            } catch (SocketClosedException closed) {
                world.trace(closed.getMessage());
            }
        }

        /** Lets the other one take the place of the present one. */
        void swap(boolean leavesFirst, Duration pause) {
            ZmqSocket<?> leaving = dealers.get(present);
            present = 1 - present;
            swapping = true;
            Runnable leave = () -> {
                if (!leaving.isClosed()) {
                    leaving.disconnect(uri);
                }
            };
            Runnable come = this::connect;
            (leavesFirst ? leave : come).run();
            owner.after(pause, () -> {
                swapping = false;
                (leavesFirst ? come : leave).run();
            });
        }

        SenderProgram sender() {
            return senders.get(present);
        }

        ZmqSocket<?> absent() {
            return dealers.get(1 - present);
        }
    }

    Handover(World world) {
        super(world);
        // What waits for a peer whose place another one takes, is sent to that one.
        this.ledger = new Ledger(world, false);
        world.network().onLoss(ledger::lost);
        boolean breaks = chance.oneIn(3);
        boolean mandatory = chance.oneIn(2);
        int ids = 1 + chance.below(2);
        world.tell("ROUTER with handover of " + ids + " ids");
        SimLoop loop = world.upcomingLoop();
        this.router = observed(zmq.router(o -> common(o, "r0").handover(true).mandatory(mandatory)), loop);
        sockets.add(router);
        receivers.add(new ReceiverProgram(world, "r0r", router, breaks, message -> ledger.delivered(message, router)));
        for (int i = 0; i < ids; i++) {
            pairs.add(new Pair(i, breaks));
            toPeers.add(new SenderProgram(
                    world,
                    ledger,
                    "r0" + (char) ('a' + i),
                    router.to(pairs.get(i).id),
                    world.network()::message,
                    20 + chance.below(100),
                    breaks));
        }
        this.uri = topology.bind(router, events(router));
        topology.addFault(this::swap);
    }

    private void swap(Chance choice, String name) {
        Pair pair = choice.oneOf(pairs);
        boolean leavesFirst = choice.oneIn(2);
        Duration pause = choice.upTo(Duration.ofMillis(50));
        if (!zmq.isClosed() && !pair.swapping) {
            world.tell(name + " gives " + pair.id + " to another, " + (leavesFirst ? "after" : "before")
                    + " the first left");
            pair.swap(leavesFirst, pause);
        }
    }

    @Override
    void start() {
        owner.execute(() -> pairs.forEach(Pair::connect));
        pairs.forEach(pair -> pair.senders.forEach(SenderProgram::start));
        toPeers.forEach(SenderProgram::start);
        receivers.forEach(ReceiverProgram::start);
    }

    @Override
    long delivered(ZmqSocket<?> socket) {
        return ledger.delivered(socket);
    }

    @Override
    void settle() {
        pairs.forEach(pair -> pair.senders.forEach(SenderProgram::stop));
        toPeers.forEach(SenderProgram::stop);
        world.run(Duration.ofSeconds(1));
        // Messages that wait at a socket without a connection would wait forever.
        owner.execute(
                () -> pairs.forEach(pair -> pair.absent().close(Duration.ZERO).subscribe()));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        pairs.forEach(pair -> {
            pair.sender().sendTheLast();
            world.run(Duration.ofSeconds(1));
        });
        toPeers.forEach(sender -> {
            sender.sendTheLast();
            world.run(Duration.ofSeconds(1));
        });
        world.run(Duration.ofSeconds(30));
        checkThatQueuesAreEmpty();
        pairs.forEach(pair -> pair.sender().checkFlushed());
        toPeers.forEach(SenderProgram::checkFlushed);
    }

    @Override
    void balance() {
        ledger.balance(dropped(sockets, false));
        checkSent(sockets, sockets);
    }
}
