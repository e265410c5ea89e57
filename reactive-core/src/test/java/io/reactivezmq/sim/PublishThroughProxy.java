package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Publishers and subscribers with proxies of XSUB and XPUB in between, which are paused and ended at any time. */
final class PublishThroughProxy extends Simulation {

    private final TopicLedger ledger;
    private final List<ZmqSocket<?>> sending = new ArrayList<>();
    private final List<ZmqSocket<?>> receiving = new ArrayList<>();
    private final List<ZmqSocket<?>> subscribing = new ArrayList<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final List<SubscriberProgram> subscribers = new ArrayList<>();
    private final List<ProxyProgram> proxies = new ArrayList<>();

    PublishThroughProxy(World world) {
        super(world);
        // The end of a subscription may wait in a proxy that does not run. An endpoint that lingers sends old messages
        // beside the new ones of the next connection, which a subscriber behind a proxy cannot tell apart.
        this.ledger = new TopicLedger(world, String::startsWith, Duration.ofHours(1), !faults, false);
        boolean breaks = chance.oneIn(3);
        int stages = 1 + chance.below(2);
        int many = 1 + chance.below(3);
        world.tell("PUB to SUB through " + stages + " proxies, to " + many);
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> publisher = observed(zmq.pub(o -> common(o, "p0")), loop);
        sending.add(publisher);
        int programs = 1 + chance.below(2);
        for (int i = 0; i < programs; i++) {
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    "p0" + (char) ('a' + i),
                    (MessageSender) publisher,
                    this::message,
                    20 + chance.below(100),
                    breaks));
        }
        ZmqSocket<?> from = publisher;
        for (int i = 0; i < stages; i++) {
            from = addProxy(i, from);
        }
        for (int i = 0; i < many; i++) {
            addSubscriber("u" + i, from, breaks);
        }
    }

    private ZmqMessage message(String name) {
        return world.network().message(name).prepend(TopicLedger.topic(name).getBytes(StandardCharsets.UTF_8));
    }

    private ZmqSocket<?> addProxy(int stage, ZmqSocket<?> from) {
        SimLoop loop = world.upcomingLoop();
        String frontName = "u-front" + stage;
        ZmqSocket<?> front = observed(zmq.xsub(o -> common(o, frontName).linger(Duration.ZERO)), loop);
        loop = world.upcomingLoop();
        String backName = "p-back" + stage;
        ZmqSocket<?> back = observed(zmq.xpub(o -> common(o, backName)), loop);
        receiving.add(front);
        sending.add(back);
        join(from, front);
        proxies.add(new ProxyProgram(world, "proxy" + stage, zmq.proxy(front, back), front, back));
        return back;
    }

    private void addSubscriber(String name, ZmqSocket<?> from, boolean breaks) {
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> socket = observed(zmq.sub(o -> common(o, name).linger(Duration.ZERO)), loop);
        receiving.add(socket);
        subscribing.add(socket);
        join(from, socket);
        subscribers.add(new SubscriberProgram(world, name + "s", socket, ledger));
        receivers.add(new ReceiverProgram(
                world, name + "r", (MessageReceiver) socket, breaks, message -> ledger.delivered(message, socket)));
    }

    private void join(ZmqSocket<?> from, ZmqSocket<?> to) {
        boolean bindsFrom = subscribing.contains(to) || chance.oneIn(2);
        ZmqSocket<?> bound = bindsFrom ? from : to;
        ZmqSocket<?> other = bindsFrom ? to : from;
        topology.connect(other, topology.bind(bound, events(bound)), events(other));
    }

    @Override
    void start() {
        subscribers.forEach(SubscriberProgram::start);
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
        subscribers.forEach(SubscriberProgram::stop);
        proxies.forEach(ProxyProgram::runOn);
        world.run(Duration.ofSeconds(1));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        for (SenderProgram sender : senders) {
            for (int i = 0; i < TopicLedger.TOPICS.size(); i++) {
                String message = sender.sendTheLast();
                world.run(Duration.ofSeconds(2));
                ledger.checkArrived(message);
            }
        }
        checkThatQueuesAreEmpty();
        senders.forEach(SenderProgram::checkFlushed);
        ledger.checkAnswered();
    }

    @Override
    void balance() {
        proxies.forEach(ProxyProgram::checkEnded);
        checkSent(sending, receiving);
    }
}
