package io.reactivezmq.internal.subscription;

import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Control;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Announces a subscriber's subscriptions to all publishers, including those that connect later, and again after each
 * reconnection. Links poll the announcements when they can write them, so a publisher is sent no more than it reads.
 */
public final class Announcer {

    private final LocalSubscriptions interests = new LocalSubscriptions();
    private final Control.Kind add;
    private final Control.Kind remove;
    private final Map<Pipe, Announcements> publishers = new LinkedHashMap<>();

    /** Creates an announcer that announces subscriptions and their ends by these kinds of controls. */
    public Announcer(Control.Kind add, Control.Kind remove) {
        this.add = add;
        this.remove = remove;
    }

    /** Returns the current subscriptions. */
    public LocalSubscriptions interests() {
        return interests;
    }

    /** Adds a subscription, or counts an existing one once more. Every call is sent to the publishers. */
    public void add(byte[] topic) {
        boolean first = interests.add(topic);
        announce(new Control(add, topic), !first);
    }

    /**
     * Takes back one {@link #add}.
     *
     * @param verbose whether every call is sent to the publishers, or only the last for a topic
     */
    public void remove(byte[] topic, boolean verbose) {
        boolean last = interests.remove(topic);
        if (last || verbose) {
            announce(new Control(remove, topic), !last);
        }
    }

    private void announce(Control control, boolean repeats) {
        publishers.forEach((pipe, announcements) -> {
            announcements.changed(control, repeats);
            pipe.wake();
        });
    }

    /** Starts to announce to a publisher that has connected. */
    public void connected(Pipe pipe) {
        Announcements announcements = new Announcements(interests, add);
        publishers.put(pipe, announcements);
        pipe.controls(announcements::poll);
    }

    /** Removes a publisher that has disconnected. */
    public void disconnected(Pipe pipe) {
        publishers.remove(pipe);
        pipe.controls(null);
    }

    /** Returns the connected publishers. */
    public Pipe[] publishers() {
        return publishers.keySet().toArray(Pipe[]::new);
    }
}
