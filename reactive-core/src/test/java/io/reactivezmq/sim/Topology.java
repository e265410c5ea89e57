package io.reactivezmq.sim;

import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who binds and who connects in a simulation, and the faults that happen to them for a while. */
final class Topology {

    private final World world;
    private final Actor owner;
    private final boolean inproc;
    private final List<ZmqSocket<?>> binding;
    private final List<ZmqSocket<?>> connecting;
    private final boolean lingersAtDisconnectPeers;

    /** The endpoints that are disconnected and about to be connected again. */
    private final Set<String> away = new HashSet<>();

    private boolean peace;

    /**
     * Creates a topology of sockets that may be added until {@link #build}.
     *
     * @param lingersAtDisconnectPeers whether peers that are disconnected get what waits for them. With that, a PUSH or
     *     a PAIR sends what is left to other peers behind newer messages
     */
    Topology(
            World world,
            Actor owner,
            boolean inproc,
            List<ZmqSocket<?>> binding,
            List<ZmqSocket<?>> connecting,
            boolean lingersAtDisconnectPeers) {
        this.world = world;
        this.owner = owner;
        this.inproc = inproc;
        this.binding = binding;
        this.connecting = connecting;
        this.lingersAtDisconnectPeers = lingersAtDisconnectPeers;
    }

    private String uri(ZmqSocket<?> bound) {
        return (inproc ? "inproc://" : "sim://") + "place-" + binding.indexOf(bound);
    }

    /** Binds and connects everything. Called on the owner. */
    void build() {
        for (ZmqSocket<?> bound : binding) {
            bound.bind(uri(bound)).subscribe();
        }
        for (ZmqSocket<?> connected : connecting) {
            for (ZmqSocket<?> bound : binding) {
                connected.connect(uri(bound));
            }
        }
    }

    /** Lets faults happen from now on. */
    void beginFaults() {
        world.network().faulty(true);
        owner.after(world.upTo(Duration.ofMillis(50)), this::fault);
    }

    /** Ends the faults; what was disconnected is connected again within a second. */
    void endFaults() {
        peace = true;
        world.tell("peace");
        world.network().faulty(false);
    }

    private void fault() {
        if (peace) {
            return;
        }
        switch (world.random(inproc ? 2 : 6)) {
            case 0 -> reconnect();
            case 1 -> disconnectPeers();
            case 2 -> world.network().stallOne();
            default -> world.network().cutOne();
        }
        owner.after(world.upTo(Duration.ofMillis(300)), this::fault);
    }

    private void reconnect() {
        ZmqSocket<?> socket = world.oneOf(connecting);
        String place = uri(world.oneOf(binding));
        if (away.add(socket + place)) {
            world.tell(socket + " disconnects from " + place);
            socket.disconnect(place);
            owner.after(world.upTo(Duration.ofMillis(20)), () -> {
                away.remove(socket + place);
                socket.connect(place);
            });
        }
    }

    private void disconnectPeers() {
        world.tell("disconnects the peers");
        Duration linger = lingersAtDisconnectPeers ? world.upTo(Duration.ofMillis(100)) : Duration.ZERO;
        world.oneOf(binding).disconnectPeers(peer -> world.oneIn(2), linger).subscribe();
    }
}
