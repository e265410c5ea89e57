package io.reactivezmq.sim;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which sockets bind and which connect in a simulation, and the faults that happen to them for a while. */
final class Topology {

    /** Connects a socket to an endpoint. */
    interface Dialer {

        void connect(ZmqSocket<?> socket, String uri);
    }

    private record Edge(ZmqSocket<?> from, String uri, EventReader events, Dialer dialer) {

        void connect() {
            try {
                dialer.connect(from, uri);
                events.connected(uri);
            } catch (SocketClosedException closed) {
                // The world ends in the middle of the faults.
            }
        }

        void disconnect() {
            try {
                from.disconnect(uri);
            } catch (SocketClosedException closed) {
                // The world ends in the middle of the faults.
            }
        }
    }

    private record Place(ZmqSocket<?> socket, String uri, EventReader events) {}

    private final World world;
    private final Actor owner;
    private final boolean inproc;
    private final List<Place> places = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    /** What is connected until the faults end. */
    private final List<Edge> temporary = new ArrayList<>();

    /** The endpoints that are disconnected and about to be connected again. */
    private final Set<Edge> away = new HashSet<>();

    private final Set<Place> unbound = new HashSet<>();
    private final Set<ZmqSocket<?>> ending = new HashSet<>();
    private final List<BiConsumer<Chance, String>> others = new ArrayList<>();
    private boolean lingersAtDisconnectPeers = true;
    private int faults;
    private boolean peace;

    Topology(World world, Actor owner, boolean inproc) {
        this.world = world;
        this.owner = owner;
        this.inproc = inproc;
    }

    /**
     * Lets {@code disconnectPeers} end connections at once. Otherwise peers that are disconnected get what waits for
     * them. With that, a PUSH or a PAIR sends what is left to other peers behind newer messages.
     */
    void disconnectPeersWithoutLinger() {
        lingersAtDisconnectPeers = false;
    }

    /** Adds a socket that binds, and returns its endpoint. */
    String bind(ZmqSocket<?> socket, EventReader events) {
        String uri = (inproc ? "inproc" : world.network().scheme()) + "://place-" + places.size();
        places.add(new Place(socket, uri, events));
        return uri;
    }

    /** Adds a socket that connects to an endpoint. */
    void connect(ZmqSocket<?> socket, String uri, EventReader events) {
        connect(socket, uri, events, ZmqSocket::connect);
    }

    void connect(ZmqSocket<?> socket, String uri, EventReader events, Dialer dialer) {
        edges.add(new Edge(socket, uri, events, dialer));
    }

    /** Adds a socket that connects to an endpoint until the faults end. */
    void connectForNow(ZmqSocket<?> socket, String uri, EventReader events) {
        temporary.add(new Edge(socket, uri, events, ZmqSocket::connect));
    }

    /** Binds and connects everything. Called on the owner. */
    void build() {
        places.forEach(this::bind);
        edges.forEach(Edge::connect);
        temporary.forEach(Edge::connect);
    }

    private void bind(Place place) {
        if (!place.socket().isClosed()) {
            place.events().bound(place.uri());
            place.socket().bind(place.uri()).subscribe(bound -> unbound.remove(place), failure -> {
                place.events().refused(place.uri());
                failed("bind", failure);
            });
        }
    }

    /** Notes that a socket begins to close. */
    void ends(ZmqSocket<?> socket) {
        ending.add(socket);
    }

    /** Adds something else that may happen as a fault. It gets its choices and its name. */
    void addFault(BiConsumer<Chance, String> other) {
        others.add(other);
    }

    /** Lets faults happen from now on. */
    void beginFaults() {
        world.network().faulty(true);
        owner.after(world.chance("faults").upTo(Duration.ofMillis(50)), this::fault);
    }

    /** Ends the faults; what was disconnected is connected again within a second. */
    void endFaults() {
        if (!peace) {
            owner.execute(() -> temporary.forEach(Edge::disconnect));
        }
        peace = true;
        world.trace("peace");
        world.network().faulty(false);
    }

    private void fault() {
        if (peace) {
            return;
        }
        String name = "fault/" + faults++;
        Chance chance = world.chance(name);
        if (world.takesPlace(name)) {
            try {
                fault(chance, name);
            } catch (SocketClosedException closed) {
                world.trace(closed.getMessage());
            }
        }
        owner.after(chance.upTo(Duration.ofMillis(300)), this::fault);
    }

    private void fault(Chance chance, String name) {
        switch (chance.below(inproc ? 4 : 9)) {
            case 0 -> reconnect(chance, name);
            case 1 -> disconnectPeers(chance, name);
            case 2 -> rebind(chance, name);
            case 3 -> {
                if (!others.isEmpty()) {
                    chance.oneOf(others).accept(chance, name);
                }
            }
            case 4 -> {
                world.tell(name + " stalls a connection");
                world.network().stallOne(chance);
            }
            default -> {
                world.tell(name + " cuts a connection");
                world.network().cutOne(chance);
            }
        }
    }

    /** Stops listening, lets the peers there linger, and listens again. */
    private void rebind(Chance chance, String name) {
        Place place = chance.oneOf(places);
        if (!ending.contains(place.socket()) && !place.socket().isClosed() && unbound.add(place)) {
            world.tell(name + " unbinds " + place.socket() + " from " + place.uri());
            place.socket()
                    .unbind(place.uri())
                    .subscribe(
                            nothing -> {},
                            failure -> failed("unbind", failure),
                            () -> owner.after(chance.upTo(Duration.ofMillis(20)), () -> {
                                bind(place);
                            }));
        }
    }

    private void failed(String call, Throwable failure) {
        if (!(failure instanceof SocketClosedException)) {
            world.fail(Promise.PROGRESS, call + " fails", failure);
        }
    }

    private void reconnect(Chance chance, String name) {
        if (edges.isEmpty()) {
            return;
        }
        Edge edge = chance.oneOf(edges);
        if (!ending.contains(edge.from()) && away.add(edge)) {
            world.tell(name + " disconnects " + edge.from() + " from " + edge.uri());
            edge.from().disconnect(edge.uri());
            if (chance.oneIn(3)) {
                // The endpoint that lingers has to connect again as well.
                owner.after(
                        chance.upTo(Duration.ofMillis(50)),
                        () -> world.network().cutOne(chance));
            }
            owner.after(chance.upTo(Duration.ofMillis(20)), () -> {
                away.remove(edge);
                edge.connect();
            });
        }
    }

    private void disconnectPeers(Chance chance, String name) {
        Place place = chance.oneOf(places);
        Duration linger = lingersAtDisconnectPeers ? chance.upTo(Duration.ofMillis(100)) : Duration.ZERO;
        world.tell(name + " disconnects peers of " + place.socket() + ", lingers for " + linger.toMillis() + " ms");
        place.socket().disconnectPeers(peer -> chance.oneIn(2), linger).subscribe(count -> {}, failure -> {
            failed("disconnectPeers", failure);
        });
    }
}
