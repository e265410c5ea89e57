package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PUSH or DEALER sockets that send through one or two proxies, which are paused, resumed and ended at any time. */
final class ProxyChain extends Simulation {

    private final boolean dealers;
    private final Ledger ledger;
    private final List<ZmqSocket<?>> sockets = new ArrayList<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final List<ProxyProgram> proxies = new ArrayList<>();

    ProxyChain(World world) {
        super(world);
        this.dealers = chance.oneIn(2);
        // A connection that is lost returns messages, which may then be sent by another one.
        this.ledger = new Ledger(world, !faults);
        world.network().onLoss(ledger::lost);
        boolean breaks = chance.oneIn(3);
        int stages = 1 + chance.below(2);
        world.tell((dealers ? "DEALER" : "PUSH and PULL") + " through " + stages + " proxies");
        ZmqSocket<?> from = add("s", true);
        int programs = 1 + chance.below(3);
        for (int i = 0; i < programs; i++) {
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    "s" + (char) ('a' + i),
                    (MessageSender) from,
                    world.network()::message,
                    20 + chance.below(100),
                    breaks));
        }
        for (int i = 0; i < stages; i++) {
            ZmqSocket<?> front = add("f" + i, false);
            ZmqSocket<?> back = add("b" + i, true);
            join(from, front);
            proxies.add(new ProxyProgram(world, "proxy" + i, zmq.proxy(front, back), front, back));
            from = back;
        }
        ZmqSocket<?> to = add("r", false);
        join(from, to);
        receivers.add(new ReceiverProgram(
                world, "ra", (MessageReceiver) to, breaks, message -> ledger.delivered(message, to)));
    }

    private ZmqSocket<?> add(String name, boolean sends) {
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> socket = observed(
                dealers
                        ? zmq.dealer(o -> common(o, name))
                        : sends ? zmq.push(o -> common(o, name)) : zmq.pull(o -> common(o, name)),
                loop);
        sockets.add(socket);
        return socket;
    }

    private void join(ZmqSocket<?> from, ZmqSocket<?> to) {
        boolean bindsFrom = chance.oneIn(2);
        ZmqSocket<?> bound = bindsFrom ? from : to;
        ZmqSocket<?> other = bindsFrom ? to : from;
        topology.connect(other, topology.bind(bound, events(bound)), events(other));
    }

    @Override
    void start() {
        senders.forEach(SenderProgram::start);
        receivers.forEach(ReceiverProgram::start);
        proxies.forEach(ProxyProgram::start);
    }

    @Override
    long delivered(ZmqSocket<?> socket) {
        for (ProxyProgram proxy : proxies) {
            if (proxy.joins(socket)) {
                return proxy.taken(socket);
            }
        }
        return ledger.delivered(socket);
    }

    @Override
    long window(ZmqSocket<?> socket) {
        return receiveMark + 1 + 64;
    }

    @Override
    void settle() {
        senders.forEach(SenderProgram::stop);
        proxies.forEach(ProxyProgram::runOn);
        world.run(Duration.ofSeconds(1));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        senders.forEach(sender -> {
            sender.sendTheLast();
            world.run(Duration.ofSeconds(2));
        });
        world.run(Duration.ofSeconds(30));
        checkThatQueuesAreEmpty();
        senders.forEach(SenderProgram::checkFlushed);
        if (!faults && droppedByProxies() == 0) {
            ledger.checkThatNothingIsLost();
        }
    }

    private long droppedByProxies() {
        return proxies.stream().mapToLong(ProxyProgram::dropped).sum();
    }

    @Override
    void balance() {
        proxies.forEach(ProxyProgram::checkEnded);
        ledger.balance(dropped(sockets, false) + droppedByProxies());
        checkSent(sockets, sockets);
    }
}
