package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The hostile peers of a world: those that connect to its sockets, and those to which its sockets connect. */
final class Hostility {

    private static final int MOST = 30;

    private final WireNetwork network;
    private final World world;
    private final Chance chance;
    private final Actor spawner;
    private final List<HostilePeer> peers = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private int spawned;
    private boolean over;

    Hostility(WireNetwork network) {
        this.network = network;
        this.world = network.world;
        this.chance = world.chance("hostility");
        this.spawner = world.thread("hostility");
    }

    void begin() {
        spawner.after(chance.upTo(Duration.ofMillis(100)), this::spawn);
    }

    /** Lets all hostile peers leave, and no other come. */
    void end() {
        over = true;
        places.forEach(network::remove);
        List.copyOf(peers).forEach(peer -> peer.thread().execute(peer::leave));
    }

    private void spawn() {
        if (over || spawned == MOST) {
            return;
        }
        String name = "hostile/" + spawned++;
        List<WireNetwork.WireListener> targets = network.listeners();
        Chance choice = world.chance(name);
        if (!targets.isEmpty() && world.takesPlace(name)) {
            WireNetwork.WireListener target = choice.oneOf(targets);
            Conduct conduct = conduct(target.host().type(), choice);
            Actor thread = world.thread(name);
            WireConnection connection = network.hostile(target.endpoint(), thread);
            world.tell(name + " connects to " + target.endpoint().address() + " as " + connection + ": " + conduct);
            HostilePeer peer = new HostilePeer(
                    connection, thread, conduct, script(conduct, target.host().type(), choice));
            peers.add(peer);
            thread.execute(() -> connection.dial(peer));
        }
        spawner.after(choice.upTo(Duration.ofMillis(300)), this::spawn);
    }

    private List<byte[]> script(Conduct conduct, SocketType type, Chance choice) {
        return conduct.script(type, network.conditions().mostBytes(), choice);
    }

    private Conduct conduct(SocketType type, Chance choice) {
        while (true) {
            Conduct conduct = choice.oneOf(List.of(Conduct.values()));
            if (!conduct.needsHandshake()
                    || network.conditions().isOpen()
                            && Conduct.admits(type)
                            && (network.isFaulty() || !Conduct.sendsToAny(type))) {
                return conduct;
            }
        }
    }

    /** Adds an address at which hostile peers accept connections of sockets of this type, and returns it. */
    String place(SocketType type) {
        String uri = network.scheme() + "://hostile-" + peers.size() + '-' + spawned++;
        Endpoint endpoint = new Endpoint(uri);
        Actor thread = world.thread(endpoint.address());
        Conduct[] open = Arrays.stream(Conduct.values())
                .filter(conduct ->
                        !conduct.needsHandshake() && conduct != Conduct.LEAVES && conduct != Conduct.GARBAGE_LATER)
                .toArray(Conduct[]::new);
        places.add(uri);
        network.add(uri, new WirePlace() {
            @Override
            public Actor thread() {
                return thread;
            }

            @Override
            public boolean isOpen() {
                return !over;
            }

            @Override
            public WireEnd accept(WireConnection connection, WireStream in, WireStream out) {
                Conduct conduct = chance.oneOf(List.of(open));
                world.trace(connection + " meets " + conduct);
                HostilePeer peer = new HostilePeer(connection, thread, conduct, script(conduct, type, chance));
                peers.add(peer);
                peer.join(in, out);
                // So that a socket does not connect to it again all the time.
                thread.after(chance.upTo(Duration.ofMillis(500)), peer::connected);
                return peer;
            }
        });
        return uri;
    }

    void look() {
        peers.removeIf(HostilePeer::isOver);
        peers.forEach(HostilePeer::look);
    }
}
