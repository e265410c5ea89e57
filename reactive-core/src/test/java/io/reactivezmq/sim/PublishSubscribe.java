package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.options.value.OnFull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Publishers and subscribers: topics, groups, subscriptions that come and go, and all policies for full peers. */
final class PublishSubscribe extends Simulation {

    private enum Kind {
        PUB_SUB,
        XPUB_SUB,
        PUB_XSUB,
        XPUB_XSUB,
        RADIO_DISH
    }

    private enum Conflation {
        NONE,
        PUBLISHER,
        SUBSCRIBER,
        SUBSCRIBER_BY_TOPIC
    }

    /** The messages of a program that sends without a pause, where a publisher drops. */
    private static final int FLOOD = 20_000;

    private final Kind kind;
    private final OnFull onFull;
    private final Conflation conflation;

    /** Whether an XPUB's application decides on subscriptions. */
    private final boolean manual;

    private final TopicLedger ledger;
    private final List<ZmqSocket<?>> publishing = new ArrayList<>();
    private final List<ZmqSocket<?>> subscribing = new ArrayList<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final List<SubscriberProgram> subscribers = new ArrayList<>();
    private final List<ManualDecision> decisions = new ArrayList<>();
    private final Map<ZmqSocket<?>, Notifications> notifications = new HashMap<>();

    /** The subscriptions in force, as an XPUB reports them: first and last of each topic. */
    private final class Notifications {

        private final ZmqSocket<?> socket;
        private final Set<String> inForce = new HashSet<>();
        private long count;

        Notifications(ZmqSocket<?> socket) {
            this.socket = socket;
        }

        void read(ZmqMessage message) {
            count++;
            String topic = message.text().substring(1);
            boolean subscribes = message.unwrap(0)[0] == 1;
            world.trace(socket + " is notified of " + (subscribes ? "+" : "-") + topic);
            if (manual) {
                // Each peer's own.
                return;
            }
            if (!(subscribes ? inForce.add(topic) : inForce.remove(topic))) {
                world.fail(
                        Promise.SUBSCRIPTIONS,
                        socket + " is notified of " + (subscribes ? "+" : "-") + topic + " twice in a row");
            }
        }
    }

    PublishSubscribe(World world) {
        super(world);
        this.kind = chance.oneOf(List.of(Kind.values()));
        this.onFull = chance.oneOf(List.of(OnFull.values()));
        this.conflation = chance.oneIn(3) ? chance.oneOf(List.of(Conflation.values())) : Conflation.NONE;
        this.manual = world.chance("manual").oneIn(3);
        this.ledger = new TopicLedger(
                world,
                kind == Kind.RADIO_DISH ? String::equals : String::startsWith,
                // An XSUB does not filter, and the end of its subscription may be on its way for long.
                kind == Kind.PUB_XSUB || kind == Kind.XPUB_XSUB ? Duration.ofHours(1) : Duration.ofSeconds(1),
                true,
                // A message that waits for a full subscriber does not hold up those of other topics.
                conflation == Conflation.SUBSCRIBER_BY_TOPIC || onFull == OnFull.BACKPRESSURE);
        boolean breaks = chance.oneIn(3);
        boolean publishersBind = chance.oneIn(2);
        int publishers = 1 + chance.below(2);
        int manySubscribers = 1 + chance.below(3);
        world.tell(kind + ", " + publishers + " to " + manySubscribers + ", " + onFull + ", conflation " + conflation
                + (manual && kind.name().startsWith("XPUB") ? ", manual" : "")
                + (publishersBind ? ", publishers bind" : ", subscribers bind"));
        for (int i = 0; i < publishers; i++) {
            addPublisher(i, breaks);
        }
        for (int i = 0; i < manySubscribers; i++) {
            addSubscriber(i, breaks);
        }
        (publishersBind ? publishing : subscribing).forEach(bound -> {
            String uri = topology.bind(bound, events(bound));
            (publishersBind ? subscribing : publishing)
                    .forEach(socket -> topology.connect(socket, uri, events(socket)));
        });
    }

    private ZmqMessage message(String name) {
        // A RADIO sends a group and one frame.
        ZmqMessage message =
                kind == Kind.RADIO_DISH ? ZmqMessage.of(name) : world.network().message(name);
        return message.prepend(TopicLedger.topic(name).getBytes(StandardCharsets.UTF_8));
    }

    private void addPublisher(int number, boolean breaks) {
        String name = "p" + number;
        SimLoop loop = world.upcomingLoop();
        boolean conflate = conflation == Conflation.PUBLISHER;
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case PUB_SUB, PUB_XSUB ->
                        zmq.pub(o -> common(o, name).onFull(onFull).conflate(conflate));
                    case XPUB_SUB, XPUB_XSUB ->
                        zmq.xpub(o -> common(o, name).onFull(onFull).manual(manual));
                    case RADIO_DISH -> zmq.radio(o -> common(o, name).onFull(onFull));
                },
                loop);
        publishing.add(socket);
        int programs = 1 + chance.below(2);
        for (int i = 0; i < programs; i++) {
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    name + (char) ('a' + i),
                    (MessageSender) socket,
                    this::message,
                    20 + chance.below(100),
                    breaks));
        }
        if (onFull == OnFull.DROP && chance.oneIn(8)) {
            senders.add(
                    new SenderProgram(world, ledger, name + "f", (MessageSender) socket, this::message, FLOOD, false));
        }
        if (socket instanceof XPubSocket xpub) {
            Notifications read = new Notifications(socket);
            notifications.put(socket, read);
            receivers.add(new ReceiverProgram(world, name + "n", xpub, breaks, read::read));
            if (manual) {
                decisions.add(new ManualDecision(world, name + "d", xpub));
            }
        }
    }

    /**
     * With a time to linger, a subscriber that disconnects and connects again may get messages over both connections.
     */
    private void addSubscriber(int number, boolean breaks) {
        String name = "u" + number;
        SimLoop loop = world.upcomingLoop();
        boolean newest = conflation == Conflation.SUBSCRIBER;
        boolean byTopic = conflation == Conflation.SUBSCRIBER_BY_TOPIC;
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case PUB_SUB, XPUB_SUB ->
                        zmq.sub(o -> common(o, name)
                                .linger(Duration.ZERO)
                                .conflate(newest)
                                .conflateByTopic(byTopic));
                    case PUB_XSUB, XPUB_XSUB ->
                        zmq.xsub(o -> common(o, name).linger(Duration.ZERO).conflateByTopic(byTopic));
                    case RADIO_DISH ->
                        zmq.dish(o -> common(o, name).linger(Duration.ZERO).conflateByTopic(byTopic));
                },
                loop);
        subscribing.add(socket);
        subscribers.add(new SubscriberProgram(world, name + "s", socket, ledger));
        receivers.add(new ReceiverProgram(
                world, name + "r", (MessageReceiver) socket, breaks, message -> ledger.delivered(message, socket)));
    }

    @Override
    void start() {
        decisions.forEach(ManualDecision::start);
        subscribers.forEach(SubscriberProgram::start);
        senders.forEach(SenderProgram::start);
        receivers.forEach(ReceiverProgram::start);
    }

    @Override
    long delivered(ZmqSocket<?> socket) {
        Notifications read = notifications.get(socket);
        return read == null ? ledger.delivered(socket) : read.count;
    }

    @Override
    long window(ZmqSocket<?> socket) {
        // Of conflated messages only the newest counts.
        return conflation == Conflation.NONE ? super.window(socket) : Long.MAX_VALUE;
    }

    @Override
    boolean mustHaveDelivered(ZmqSocket<?> socket) {
        return conflation == Conflation.NONE && super.mustHaveDelivered(socket);
    }

    @Override
    boolean countsDeliveries() {
        return conflation == Conflation.NONE;
    }

    @Override
    void settle() {
        senders.forEach(SenderProgram::stop);
        subscribers.forEach(SubscriberProgram::stop);
        world.run(Duration.ofSeconds(1));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        for (SenderProgram sender : senders) {
            for (int i = 0; i < TopicLedger.TOPICS.size(); i++) {
                String message = sender.sendTheLast();
                world.run(Duration.ofSeconds(1));
                ledger.checkArrived(message);
            }
        }
        checkThatQueuesAreEmpty();
        senders.forEach(SenderProgram::checkFlushed);
        ledger.checkAnswered();
        publishing.forEach(this::checkSubscriptions);
        long dropped = 0;
        for (ZmqSocket<?> socket : publishing) {
            dropped += statistics(socket).dropped(DropReason.PEER_FULL);
        }
        if (onFull == OnFull.BACKPRESSURE && dropped > 0) {
            world.fail(Promise.NO_LOSS, "a publisher with back-pressure dropped " + dropped);
        }
        if (conflation == Conflation.NONE && ledger.gaps() > dropped) {
            world.fail(
                    Promise.SUBSCRIPTIONS,
                    "subscribers missed " + ledger.gaps() + " messages, but only " + dropped + " were dropped");
        }
    }

    /** Checks that a publisher has exactly the subscriptions of its subscribers, and has reported them. */
    private void checkSubscriptions(ZmqSocket<?> socket) {
        Set<String> expected = ledger.inForce(subscribing);
        Mono<Integer> topics = socket instanceof PubSocket pub
                ? pub.topicCount()
                : socket instanceof XPubSocket xpub ? xpub.topicCount() : Mono.just(expected.size());
        int count = result(topics);
        if (count != expected.size()) {
            world.fail(
                    Promise.SUBSCRIPTIONS, socket + " has " + count + " topics, and its subscribers have " + expected);
        }
        int each = 0;
        for (PeerStatistics peer : statistics(socket).peers()) {
            each += peer.subscriptions();
        }
        int sum = 0;
        for (ZmqSocket<?> subscriber : subscribing) {
            sum += ledger.inForce(List.of(subscriber)).size();
        }
        if (each != sum) {
            world.fail(Promise.SUBSCRIPTIONS, socket + " counts " + each + " subscriptions of peers instead of " + sum);
        }
        Notifications read = notifications.get(socket);
        if (read != null && !manual && !read.inForce.equals(expected)) {
            world.fail(Promise.SUBSCRIPTIONS, socket + " was notified of " + read.inForce + " instead of " + expected);
        }
    }

    @Override
    void balance() {
        if (conflation == Conflation.NONE) {
            checkSent(publishing, subscribing);
        }
    }
}
