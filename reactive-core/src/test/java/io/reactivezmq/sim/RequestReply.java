package io.reactivezmq.sim;

import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.SocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A random program of clients and servers. Each reply goes to its request and to no other, a request is served at most
 * once, and once the faults are over every request is answered.
 */
final class RequestReply implements Simulation {

    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final World world;
    private final Actor owner;
    private final ZmqContext zmq;
    private final Topology topology;
    private final int maxInFlight;
    private final boolean correlate;
    private final List<ZmqSocket<?>> requesting = new ArrayList<>();
    private final List<ZmqSocket<?>> replying = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final Set<String> served = new HashSet<>();
    private boolean peace;

    RequestReply(World world) {
        this.world = world;
        this.owner = world.thread("owner");
        this.zmq = ZmqContext.on(world);
        this.maxInFlight = world.oneIn(2) ? 1 : 1 + world.random(8);
        this.correlate = world.oneIn(2);
        boolean inproc = world.oneIn(4);
        boolean clientsBind = world.oneIn(2);
        int manyClients = 1 + world.random(3);
        int manyServers = 1 + world.random(2);
        world.tell("REQ_REP over " + (inproc ? "inproc" : "sim") + ", " + manyClients + " to " + manyServers
                + (clientsBind ? ", clients bind" : ", servers bind") + ", in flight " + maxInFlight
                + (correlate ? ", numbered" : ""));
        this.topology = new Topology(
                world, owner, inproc, clientsBind ? requesting : replying, clientsBind ? replying : requesting, true);
        for (int i = 0; i < manyClients; i++) {
            ReqSocket socket = zmq.req(o -> set(o).maxInFlight(maxInFlight).correlate(correlate));
            requesting.add(socket);
            int programs = 1 + world.random(3);
            for (int k = 0; k < programs; k++) {
                clients.add(new Client("q" + i + (char) ('a' + k), socket));
            }
        }
        for (int i = 0; i < manyServers; i++) {
            RepSocket socket = zmq.rep(this::set);
            replying.add(socket);
            servers.add(new Server("p" + i, socket));
        }
    }

    private <O extends SocketOptions<O>> O set(O options) {
        return options.linger(LINGER).reconnectInterval(Duration.ofMillis(1 + world.random(50)));
    }

    @Override
    public void run() {
        owner.execute(topology::build);
        clients.forEach(Client::start);
        servers.forEach(Server::start);
        if (!world.oneIn(4)) {
            topology.beginFaults();
        }
        world.run(Duration.ofSeconds(1 + world.random(3)));
        topology.endFaults();
        peace = true;
        // Requests end by an answer, an error or their client's patience.
        world.run(Duration.ofSeconds(3));
        servers.forEach(Server::settleDown);
        world.run(Duration.ofSeconds(3));
        clients.forEach(Client::askForTheLastTime);
        world.run(Duration.ofSeconds(60));
        clients.forEach(Client::check);
        end();
    }

    private void end() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        owner.execute(
                () -> zmq.close().subscribe(nothing -> {}, closed::completeExceptionally, () -> closed.complete(null)));
        world.run(LINGER.plus(BOUND));
        if (!closed.isDone()) {
            world.fail("the context is not closed within linger and a bound");
        }
        world.run(Duration.ofSeconds(60));
        if (world.timers() > 0 || world.network().connections() > 0) {
            world.fail("left behind: " + world.timers() + " timers, "
                    + world.network().connections() + " connections");
        }
        world.check();
    }

    /** An application that asks again and again, and sometimes loses its patience. */
    private final class Client {

        private final String name;
        private final Actor thread;
        private final ReqSocket socket;
        private int asked;
        private boolean answeredLast;

        Client(String name, ReqSocket socket) {
            this.name = name;
            this.thread = world.thread(name);
            this.socket = socket;
        }

        void start() {
            thread.after(world.upTo(Duration.ofMillis(100)), this::again);
        }

        private void again() {
            if (!peace) {
                ask(
                        world.upTo(Duration.ofMillis(500)),
                        () -> thread.after(world.upTo(Duration.ofMillis(20)), this::again));
            }
        }

        void askForTheLastTime() {
            thread.execute(() -> ask(FOREVER, () -> answeredLast = true));
        }

        void check() {
            if (!answeredLast) {
                world.fail(name + " waits for ever for its last answer");
            }
        }

        private void ask(Duration patience, Runnable then) {
            String text = name + ":" + asked++;
            boolean last = patience.equals(FOREVER);
            boolean[] over = {false};
            Disposable request = socket.request(ZmqMessage.of(text))
                    .subscribe(
                            answer -> {
                                // A handler that is empty answers with an empty frame.
                                if (over[0]
                                        || !answer.text().equals("re " + text)
                                                && !answer.text().isEmpty()) {
                                    world.fail(text + " gets " + answer.text() + (over[0] ? " after its end" : ""));
                                }
                                over[0] = true;
                                world.tell(name + " gets " + answer.text());
                                then.run();
                            },
                            failure -> {
                                if (over[0] || !(failure instanceof ZmqException)) {
                                    world.fail(text + " fails unexpectedly", failure);
                                }
                                over[0] = true;
                                world.tell(text + " fails: " + failure.getMessage());
                                if (last) {
                                    world.fail(text + " fails in peace", failure);
                                }
                                then.run();
                            });
            if (!last) {
                thread.after(patience, () -> {
                    if (!over[0]) {
                        over[0] = true;
                        world.tell(name + " gives up " + text);
                        request.dispose();
                        then.run();
                    }
                });
            }
        }
    }

    /** An application that serves in one way and then in another. In peace it answers everything. */
    private final class Server {

        private final String name;
        private final Actor thread;
        private final RepSocket socket;
        private @Nullable Disposable serving;

        Server(String name, RepSocket socket) {
            this.name = name;
            this.thread = world.thread(name);
            this.socket = socket;
        }

        void start() {
            thread.after(world.upTo(Duration.ofMillis(100)), this::again);
        }

        void settleDown() {
            thread.execute(() -> {
                stop();
                serving = socket.serve(request -> Mono.just(answer(request))).subscribe();
            });
        }

        private void stop() {
            if (serving != null) {
                world.tell(name + " stops serving");
                serving.dispose();
            }
        }

        private void again() {
            if (peace) {
                return;
            }
            stop();
            serving = world.oneIn(2)
                    ? socket.serve(this::handle, 1 + world.random(4)).subscribe()
                    : socket.requests().subscribe(this::handle);
            thread.after(world.upTo(Duration.ofMillis(500)), this::again);
        }

        private ZmqMessage answer(ZmqMessage request) {
            world.tell(name + " serves " + request.text());
            if (!served.add(request.text())) {
                world.fail(request.text() + " is served twice");
            }
            return ZmqMessage.of("re " + request.text());
        }

        private Mono<ZmqMessage> handle(ZmqMessage request) {
            ZmqMessage answer = answer(request);
            return switch (world.random(6)) {
                case 0 -> Mono.never();
                case 1 -> Mono.empty();
                case 2 -> Mono.error(new IllegalStateException("handler"));
                case 3 -> Mono.just(answer);
                default -> Mono.create(sink -> later(() -> sink.success(answer), sink));
            };
        }

        private void later(Runnable task, MonoSink<?> sink) {
            sink.onDispose(thread.after(world.upTo(Duration.ofMillis(100)), task));
        }

        private void handle(RepRequest request) {
            ZmqMessage answer = answer(request.message());
            switch (world.random(5)) {
                case 0 -> {}
                case 1 -> request.decline();
                case 2 -> request.reply(answer);
                default -> thread.after(world.upTo(Duration.ofMillis(100)), () -> request.reply(answer));
            }
        }
    }
}
