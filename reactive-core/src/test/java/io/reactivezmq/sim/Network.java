package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.spi.LinkHost;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The network of a world: faults as long as they are on, and what is lost. */
abstract class Network {

    final World world;
    final Chance chance;
    private final Map<LinkHost, Duration> lastAttempts = new IdentityHashMap<>();
    private boolean faulty;
    private long lost;
    private Consumer<String> losses = message -> {};
    private Predicate<String> planted = message -> false;

    Network(World world) {
        this.world = world;
        this.chance = world.chance("network");
    }

    /** Returns the scheme of its endpoints. */
    abstract String scheme();

    /** Returns the options of Maven that select its simulations. */
    abstract String tests();

    /** Makes it the network of this thread. */
    abstract void open();

    /** Ends {@link #open}. */
    abstract void close();

    /** Cuts a connection, if there is one. */
    abstract void cutOne(Chance which);

    /** Stalls a connection for a while, if there is one. */
    abstract void stallOne(Chance which);

    /** Checks now and then, on no thread, what holds at any time. */
    void look() {}

    /** Checks that all is closed. */
    abstract void checkNothingLeft();

    /** Returns whether a world takes few steps, so that the states of all objects may be read after each. */
    boolean isCheap() {
        return true;
    }

    /** Returns whether some worlds use {@code inproc} instead. */
    boolean leavesRoomForInproc() {
        return true;
    }

    /** Adds the options of the context. */
    void configure(ContextOptions options) {}

    /**
     * Adds options that all sockets have.
     *
     * @param name the name of the socket
     */
    void configure(SocketOptions<?> options, String name) {}

    /** Returns the message of this name: its last frame. */
    ZmqMessage message(String name) {
        return ZmqMessage.of(name);
    }

    /** Begins what the network does by itself. */
    void begin() {}

    /** Returns an address at which no socket listens, for a socket of this type to connect to; mostly none. */
    Optional<String> strangePlace(SocketType type) {
        return Optional.empty();
    }

    /** Returns how long a world goes on at least before there is peace. */
    Duration shortest() {
        return Duration.ofSeconds(1);
    }

    /** Returns how long a receiver sleeps before its next turn; mostly zero. */
    Duration nap(Chance which) {
        return Duration.ZERO;
    }

    /** Called before a task of a thread. */
    void enter(Actor actor) {}

    /** Called after a task of a thread. */
    void leave(Actor actor) {}

    /** Sets whether attempts and connections fail by chance. */
    void faulty(boolean enabled) {
        faulty = enabled;
    }

    final boolean isFaulty() {
        return faulty;
    }

    /** Plants a fault: these messages vanish without a report. */
    final void plantLoss(Predicate<String> messages) {
        planted = messages;
    }

    final boolean vanishes(String message) {
        return planted.test(message);
    }

    /** Sets the observer of messages that the network loses. */
    final void onLoss(Consumer<String> observer) {
        losses = observer;
    }

    final void lost(String message) {
        lost++;
        world.trace("the network loses " + message);
        losses.accept(message);
    }

    final long lost() {
        return lost;
    }

    /** Checks the time since the last attempt. A REQ that resets its connection connects again at once. */
    final void checkInterval(Endpoint endpoint, LinkHost host) {
        if (!host.loop().inLoop()) {
            world.fail(Promise.TASKS, "an attempt begins outside of the loop");
        }
        Duration before = lastAttempts.put(host, world.now());
        Duration interval = host.settings().connect().reconnect().interval();
        if (before != null
                && host.type() != SocketType.REQ
                && world.now().minus(before).compareTo(interval) < 0) {
            world.fail(
                    Promise.RECONNECTION,
                    host.name() + " connects to " + endpoint + " again after "
                            + world.now().minus(before) + " instead of " + interval);
        }
    }
}
