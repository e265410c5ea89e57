package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.RoutingIdSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CLIENT with SERVER, DEALER with ROUTER and PEER with PEER, both ways: each answer goes to the socket that has asked.
 */
final class Conversation extends Simulation {

    private enum Kind {
        DEALER_ROUTER,
        CLIENT_SERVER,
        PEER_PEER
    }

    private final Kind kind;
    private final Ledger ledger;
    private final List<ZmqSocket<?>> asking = new ArrayList<>();
    private final List<ZmqSocket<?>> answering = new ArrayList<>();
    private final Map<ZmqSocket<?>, PeerRoute> routes = new HashMap<>();
    private final List<SenderProgram> senders = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private boolean settling;

    Conversation(World world) {
        super(world);
        this.kind = chance.oneOf(List.of(Kind.values()));
        this.ledger = new Ledger(world, false);
        world.network().onLoss(ledger::lost);
        boolean askersBind = kind != Kind.PEER_PEER && chance.oneIn(2);
        boolean breaks = chance.oneIn(3);
        int askers = 1 + chance.below(3);
        int servers = 1 + chance.below(2);
        world.tell(kind + ", " + askers + " to " + servers + (askersBind ? ", askers bind" : ", servers bind"));
        for (int i = 0; i < servers; i++) {
            addServer("p" + i, breaks);
        }
        for (int i = 0; i < askers; i++) {
            addAsker("q" + i, breaks);
        }
        (askersBind ? asking : answering).forEach(bound -> {
            String uri = topology.bind(bound, events(bound));
            (askersBind ? answering : asking)
                    .forEach(socket -> topology.connect(socket, uri, events(socket), this::connect));
        });
    }

    private void connect(ZmqSocket<?> socket, String uri) {
        PeerRoute route = routes.get(socket);
        if (route == null) {
            socket.connect(uri);
        } else {
            route.connect(uri);
        }
    }

    private void addAsker(String name, boolean breaks) {
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case DEALER_ROUTER -> zmq.dealer(o -> common(o, name));
                    case CLIENT_SERVER -> zmq.client(o -> common(o, name));
                    case PEER_PEER -> zmq.peer(o -> common(o, name));
                },
                loop);
        asking.add(socket);
        if (socket instanceof PeerSocket peer) {
            routes.put(socket, new PeerRoute(peer));
        }
        int programs = 1 + chance.below(2);
        for (int i = 0; i < programs; i++) {
            senders.add(new SenderProgram(
                    world,
                    ledger,
                    name + (char) ('a' + i),
                    routes.containsKey(socket) ? routes.get(socket) : (MessageSender) socket,
                    this::message,
                    20 + chance.below(60),
                    breaks));
        }
        receivers.add(new ReceiverProgram(
                world, name + "r", (MessageReceiver) socket, breaks, answer -> answered(answer, socket)));
    }

    private ZmqMessage message(String name) {
        return kind == Kind.DEALER_ROUTER ? world.network().message(name) : ZmqMessage.of(name);
    }

    private void answered(ZmqMessage answer, ZmqSocket<?> socket) {
        ledger.delivered(answer, socket);
        String question = answer.text().substring(answer.text().indexOf('.') + 1);
        if (!asker(question).equals(socket.toString())) {
            world.fail(Promise.REPLIES, socket + " gets an answer to " + question);
        }
        answered.add(question);
    }

    private static String asker(String question) {
        return question.substring(0, question.indexOf(':') - 1);
    }

    private void addServer(String name, boolean breaks) {
        SimLoop loop = world.upcomingLoop();
        ZmqSocket<?> socket = observed(
                switch (kind) {
                    case DEALER_ROUTER -> zmq.router(o -> common(o, name));
                    case CLIENT_SERVER -> zmq.server(o -> common(o, name));
                    case PEER_PEER -> zmq.peer(o -> common(o, name));
                },
                loop);
        answering.add(socket);
        int programs = 1 + chance.below(2);
        for (int i = 0; i < programs; i++) {
            String program = name + (char) ('a' + i);
            Actor thread = world.thread(program + "-answers");
            receivers.add(new ReceiverProgram(world, program, (MessageReceiver) socket, breaks, question -> {
                ledger.delivered(question, socket);
                answer(program, thread, socket, question);
            }));
        }
    }

    /** Answers, or not, in one of several ways: inside the delivery or later, by each of the senders. */
    private void answer(String program, Actor thread, ZmqSocket<?> socket, ZmqMessage question) {
        String name = program + '.' + question.text();
        Chance choice = world.chance(name);
        RoutingId asker = RoutingId.of(question);
        ZmqMessage answer = message(name);
        Runnable task = () -> {
            ledger.offered(name);
            switch (settling ? 0 : choice.below(3)) {
                case 0 -> send(name, sender(socket, asker), answer);
                case 1 -> send(name, (MessageSender) socket, asker.address(answer));
                default -> tries(name, (MessageSender) socket, asker.address(answer));
            }
        };
        if (settling || choice.oneIn(3)) {
            task.run();
        } else if (choice.oneIn(2)) {
            thread.after(choice.upTo(Duration.ofMillis(50)), task);
        }
    }

    private static MessageSender sender(ZmqSocket<?> socket, RoutingId peer) {
        return socket instanceof RouterSocket router ? router.to(peer) : ((RoutingIdSocket<?>) socket).to(peer);
    }

    private void send(String name, MessageSender sender, ZmqMessage answer) {
        sender.send(answer)
                .subscribe(
                        nothing -> {},
                        failure -> {
                            if (!(failure instanceof ZmqException)) {
                                world.fail(Promise.SIGNALS, name + " fails unexpectedly", failure);
                            }
                            ledger.fate(name, Ledger.Fate.REFUSED);
                        },
                        () -> ledger.fate(name, Ledger.Fate.ACCEPTED));
    }

    private void tries(String name, MessageSender sender, ZmqMessage answer) {
        try {
            ledger.fate(name, sender.trySend(answer) ? Ledger.Fate.ACCEPTED : Ledger.Fate.REFUSED);
        } catch (ZmqException failure) {
            ledger.fate(name, Ledger.Fate.REFUSED);
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
        world.run(Duration.ofSeconds(1));
        receivers.forEach(ReceiverProgram::drain);
        world.run(Duration.ofSeconds(30));
        settling = true;
        for (SenderProgram sender : senders) {
            String question = sender.sendTheLast();
            world.run(Duration.ofSeconds(1));
            if (!answered.contains(question)) {
                world.fail(Promise.PROGRESS, question + " is not answered");
            }
        }
        world.run(Duration.ofSeconds(30));
        checkThatQueuesAreEmpty();
        senders.forEach(SenderProgram::checkFlushed);
        if (!faults && dropped(answering, false) == 0) {
            ledger.checkThatNothingIsLost();
        }
    }

    @Override
    void balance() {
        ledger.balance(dropped(asking, false) + dropped(answering, false));
        List<ZmqSocket<?>> all = new ArrayList<>(asking);
        all.addAll(answering);
        checkSent(all, all);
    }
}
