package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Socket types that send each message to one peer: sockets that send, sockets that receive, and several programs on
 * each.
 */
final class PointToPoint extends Simulation {

    private enum Kind {
        PUSH_PULL,
        SCATTER_GATHER,
        DEALER_DEALER,
        PAIR,
        CHANNEL,
        DEALER_ROUTER,
        CLIENT_SERVER,
        /** A ROUTER that connects with assigned ids, and sends to each peer by a sender of its own. */
        ROUTER_DEALER
    }

    private final Kind kind;
    private final boolean sendersBind;
    private final List<ZmqSocket<?>> sending = new ArrayList<>();
    private final List<ZmqSocket<?>> receiving = new ArrayList<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final Ledger ledger;

    PointToPoint(World world) {
        super(world);
        this.kind = chance.oneOf(List.of(Kind.values()));
        this.sendersBind = kind != Kind.ROUTER_DEALER && chance.oneIn(2);
        boolean single = kind == Kind.PAIR || kind == Kind.CHANNEL;
        int manySending = single ? 1 : 1 + chance.below(3);
        int manyReceiving = single || manySending > 1 ? 1 : 1 + chance.below(3);
        boolean concurrent = chance.oneIn(3);
        boolean breaks = chance.oneIn(3);
        // When one of several accepted peers leaves, its messages go to others, behind newer ones. A receiver that
        // connects again may be two peers for a while. What one of several receivers returns comes late for the others.
        this.ledger = new Ledger(world, !concurrent && (!sendersBind || single || isPeaceful()));
        world.network().onLoss(ledger::lost);
        world.tell(kind + ", " + manySending + " to " + manyReceiving
                + (sendersBind ? ", senders bind" : ", receivers bind"));
        if (sendersBind) {
            topology.disconnectPeersWithoutLinger();
        }
        for (int i = 0; i < manyReceiving; i++) {
            addReceiver(i, concurrent ? 1 + chance.below(3) : 1, breaks);
        }
        for (int i = 0; i < manySending; i++) {
            addSender(i, breaks);
        }
        (sendersBind ? sending : receiving).forEach(bound -> {
            String uri = topology.bind(bound, events(bound));
            (sendersBind ? receiving : sending)
                    .forEach(socket -> topology.connect(
                            socket,
                            uri,
                            events(socket),
                            socket instanceof RouterSocket router && kind == Kind.ROUTER_DEALER
                                    ? (from, to) -> router.connect(to, RoutingId.of(bound.toString()))
                                    : ZmqSocket::connect));
        });
    }

    private void addSender(int number, boolean breaks) {
        SimLoop loop = world.upcomingLoop();
        String socketName = "s" + number;
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case PUSH_PULL -> zmq.push(o -> common(o, socketName));
                    case SCATTER_GATHER -> zmq.scatter(o -> common(o, socketName));
                    case DEALER_DEALER, DEALER_ROUTER -> zmq.dealer(o -> common(o, socketName));
                    case PAIR -> zmq.pair(o -> common(o, socketName));
                    case CHANNEL -> zmq.channel(o -> common(o, socketName));
                    case CLIENT_SERVER -> zmq.client(o -> common(o, socketName));
                    case ROUTER_DEALER -> zmq.router(o -> common(o, socketName));
                },
                loop);
        sending.add(socket);
        int programs = 1 + chance.below(3);
        for (int i = 0; i < programs; i++) {
            MessageSender sender = kind == Kind.ROUTER_DEALER
                    ? ((RouterSocket) socket)
                            .to(RoutingId.of(chance.oneOf(receiving).toString()))
                    : (MessageSender) socket;
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    socketName + (char) ('a' + i),
                    sender,
                    this::message,
                    20 + chance.below(100),
                    breaks));
        }
    }

    private ZmqMessage message(String name) {
        return switch (kind) {
            case SCATTER_GATHER, CHANNEL, CLIENT_SERVER -> ZmqMessage.of(name);
            default -> world.network().message(name);
        };
    }

    private void addReceiver(int number, int programs, boolean breaks) {
        SimLoop loop = world.upcomingLoop();
        String socketName = "r" + number;
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case PUSH_PULL -> zmq.pull(o -> common(o, socketName));
                    case SCATTER_GATHER -> zmq.gather(o -> common(o, socketName));
                    case DEALER_DEALER, ROUTER_DEALER -> zmq.dealer(o -> common(o, socketName));
                    case PAIR -> zmq.pair(o -> common(o, socketName));
                    case CHANNEL -> zmq.channel(o -> common(o, socketName));
                    case DEALER_ROUTER -> zmq.router(o -> common(o, socketName));
                    case CLIENT_SERVER -> zmq.server(o -> common(o, socketName));
                },
                loop);
        receiving.add(socket);
        for (int i = 0; i < programs; i++) {
            receivers.add(new ReceiverProgram(
                    world,
                    socketName + (char) ('a' + i),
                    (MessageReceiver) socket,
                    breaks,
                    message -> ledger.delivered(message, socket)));
        }
    }

    @Override
    void start() {
        senders.forEach(SenderProgram::start);
        receivers.forEach(ReceiverProgram::start);
    }

    @Override
    long delivered(ZmqSocket<?> socket) {
        return ledger.delivered(socket);
    }

    @Override
    void settle() {
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
        checkThatQueuesAreEmpty();
        senders.forEach(SenderProgram::checkFlushed);
        if (!faults) {
            ledger.checkThatNothingIsLost();
            senders.forEach(sender -> sender.checkDemand(sendMark - sendMark / 2));
        }
    }

    @Override
    void balance() {
        ledger.balance(dropped(sending, false) + dropped(receiving, true));
        checkSent(sending, receiving);
    }
}
