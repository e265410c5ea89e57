package io.reactivezmq.sim;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Clients and servers, with or without a broker in between. Each reply goes to its request and to no other, a request
 * is served at most once, and once the faults are over every request is answered.
 */
final class RequestReply extends Simulation {

    /** A reply to a peer at its high-water mark is dropped, so there is always room for all. */
    private static final int REPLIES = 100;

    private final List<ReqClient> clients = new ArrayList<>();
    private final List<RepServer> servers = new ArrayList<>();
    private final Set<String> served = new HashSet<>();
    private final Map<ZmqSocket<?>, Long> delivered = new HashMap<>();
    private final @Nullable ProxyProgram broker;

    RequestReply(World world) {
        super(world);
        int maxInFlight = chance.oneIn(2) ? 1 : 1 + chance.below(8);
        boolean correlate = chance.oneIn(2);
        boolean clientsBind = chance.oneIn(2);
        boolean brokered = chance.oneIn(4);
        boolean breaks = chance.oneIn(3);
        int manyClients = 1 + chance.below(3);
        int manyServers = 1 + chance.below(2);
        world.tell("REQ to REP, " + manyClients + " to " + manyServers + (brokered ? " by a broker" : "")
                + (clientsBind ? ", clients bind" : ", servers bind") + ", in flight " + maxInFlight
                + (correlate ? ", numbered" : ""));
        List<ZmqSocket<?>> requesting = new ArrayList<>();
        List<ZmqSocket<?>> replying = new ArrayList<>();
        for (int i = 0; i < manyClients; i++) {
            String name = "q" + i;
            SimLoop loop = world.upcomingLoop();
            ReqSocket socket = observed(
                    zmq.req(o -> common(o, name).maxInFlight(maxInFlight).correlate(correlate)), loop);
            requesting.add(socket);
            int programs = 1 + chance.below(3);
            for (int k = 0; k < programs; k++) {
                clients.add(new ReqClient(world, name + (char) ('a' + k), socket, () -> count(socket)));
            }
        }
        for (int i = 0; i < manyServers; i++) {
            String name = "p" + i;
            SimLoop loop = world.upcomingLoop();
            RepSocket socket = observed(zmq.rep(o -> common(o, name).sendHighWaterMark(REPLIES)), loop);
            replying.add(socket);
            servers.add(new RepServer(world, name, socket, breaks, request -> serve(socket, request)));
        }
        if (brokered) {
            this.broker = broker(requesting, replying);
        } else {
            this.broker = null;
            join(clientsBind ? requesting : replying, clientsBind ? replying : requesting);
        }
    }

    private ProxyProgram broker(List<ZmqSocket<?>> requesting, List<ZmqSocket<?>> replying) {
        SimLoop loop = world.upcomingLoop();
        RouterSocket front = observed(zmq.router(o -> common(o, "front").sendHighWaterMark(REPLIES)), loop);
        loop = world.upcomingLoop();
        DealerSocket back = observed(zmq.dealer(o -> common(o, "back")), loop);
        join(List.of(front), requesting);
        join(List.of(back), replying);
        return new ProxyProgram(world, "broker", zmq.proxy(front, back), front, back);
    }

    private void join(List<? extends ZmqSocket<?>> binding, List<? extends ZmqSocket<?>> connecting) {
        for (ZmqSocket<?> bound : binding) {
            String uri = topology.bind(bound, events(bound));
            connecting.forEach(socket -> topology.connect(socket, uri, events(socket)));
        }
    }

    private void count(ZmqSocket<?> socket) {
        delivered.merge(socket, 1L, Long::sum);
    }

    private void serve(ZmqSocket<?> socket, String request) {
        count(socket);
        if (!served.add(request)) {
            world.fail(Promise.REPLIES, request + " is served twice");
        }
    }

    @Override
    void start() {
        clients.forEach(ReqClient::start);
        servers.forEach(RepServer::start);
        if (broker != null) {
            broker.start();
        }
    }

    @Override
    void settle() {
        clients.forEach(ReqClient::stop);
        if (broker != null) {
            broker.runOn();
        }
        // Requests end by an answer, an error or their client's patience.
        world.run(Duration.ofSeconds(3));
        servers.forEach(RepServer::settleDown);
        world.run(Duration.ofSeconds(3));
        // One after the other, as only some may wait.
        clients.forEach(client -> {
            client.askForTheLastTime();
            world.run(Duration.ofSeconds(1));
        });
        world.run(Duration.ofSeconds(60));
        clients.forEach(ReqClient::check);
        checkThatQueuesAreEmpty();
    }

    @Override
    void balance() {
        if (broker != null) {
            broker.checkEnded();
        }
    }

    @Override
    long delivered(ZmqSocket<?> socket) {
        return broker != null && broker.joins(socket) ? broker.taken(socket) : delivered.getOrDefault(socket, 0L);
    }

    @Override
    int sendMark(ZmqSocket<?> socket) {
        return REPLIES;
    }

    @Override
    long window(ZmqSocket<?> socket) {
        return 1_000;
    }
}
