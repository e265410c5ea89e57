package io.reactivezmq.sim;

import io.reactivezmq.DishSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An application that subscribes to some topics all the time, and to others for a while. */
final class SubscriberProgram {

    private final World world;
    private final String name;
    private final Actor thread;
    private final ZmqSocket<?> socket;
    private final TopicLedger ledger;
    private final Set<String> stable = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final List<String> prefixes;
    private boolean stopped;
    private int turns;

    SubscriberProgram(World world, String name, ZmqSocket<?> socket, TopicLedger ledger) {
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.socket = socket;
        this.ledger = ledger;
        this.prefixes = socket instanceof DishSocket ? TopicLedger.TOPICS : List.of("", "a", "ab", "b", "c");
        Chance chance = world.chance(name);
        for (String prefix : prefixes) {
            if (chance.oneIn(4)) {
                stable.add(prefix);
            }
        }
    }

    void start() {
        thread.execute(() -> {
            for (String prefix : prefixes) {
                if (stable.contains(prefix)) {
                    world.tell(name + " subscribes to '" + prefix + "'");
                    subscribe(prefix);
                }
            }
            again();
        });
    }

    void stop() {
        stopped = true;
    }

    private void again() {
        if (stopped || socket.isClosed()) {
            return;
        }
        String turn = name + '/' + turns++;
        Chance chance = world.chance(turn);
        String prefix = chance.oneOf(prefixes);
        if (!stable.contains(prefix) && world.takesPlace(turn)) {
            if (present.contains(prefix)) {
                world.tell(turn + " unsubscribes from '" + prefix + "'");
                unsubscribe(prefix);
            } else {
                world.tell(turn + " subscribes to '" + prefix + "'");
                subscribe(prefix);
            }
        }
        if (chance.oneIn(3)) {
            again();
        } else {
            thread.after(chance.upTo(Duration.ofMillis(100)), this::again);
        }
    }

    private void subscribe(String prefix) {
        present.add(prefix);
        ledger.subscribes(socket, prefix);
        if (socket instanceof DishSocket dish) {
            dish.join(prefix);
        } else if (socket instanceof XSubSocket xsub) {
            xsub.subscribe(prefix);
        } else {
            ((SubSocket) socket).subscribe(prefix);
        }
    }

    private void unsubscribe(String prefix) {
        present.remove(prefix);
        if (socket instanceof DishSocket dish) {
            dish.leave(prefix);
        } else if (socket instanceof XSubSocket xsub) {
            xsub.unsubscribe(prefix);
        } else {
            ((SubSocket) socket).unsubscribe(prefix);
        }
        ledger.unsubscribes(socket, prefix);
    }
}
