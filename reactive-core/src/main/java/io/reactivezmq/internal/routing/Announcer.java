package io.reactivezmq.internal.routing;

import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Control;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells all publishers what a subscriber wants: those that come later too, and each anew after a reconnection. Links
 * fetch what is to be told as they can write it, so that nothing is told to a publisher faster than it reads.
 */
public final class Announcer {

    private final LocalSubscriptions interests = new LocalSubscriptions();
    private final Control.Kind add;
    private final Control.Kind remove;
    private final Map<Pipe, Announcements> publishers = new LinkedHashMap<>();

    /** With these words for what begins and what ends. */
    public Announcer(Control.Kind add, Control.Kind remove) {
        this.add = add;
        this.remove = remove;
    }

    /** What is wanted. */
    public LocalSubscriptions interests() {
        return interests;
    }

    /** Wants this, once more if it did already. Publishers are told each time. */
    public void add(byte[] topic) {
        boolean first = interests.add(topic);
        tell(new Control(add, topic), !first);
    }

    /**
     * Takes one {@link #add} back.
     *
     * @param verbose whether publishers are told each time, or only of the last
     */
    public void remove(byte[] topic, boolean verbose) {
        boolean last = interests.remove(topic);
        if (last || verbose) {
            tell(new Control(remove, topic), !last);
        }
    }

    private void tell(Control control, boolean repeats) {
        publishers.forEach((pipe, announcements) -> {
            announcements.changed(control, repeats);
            pipe.wake();
        });
    }

    /** A publisher has come. */
    public void connected(Pipe pipe) {
        Announcements announcements = new Announcements(interests, add);
        publishers.put(pipe, announcements);
        pipe.controls(announcements::poll);
    }

    /** A publisher has left. */
    public void disconnected(Pipe pipe) {
        publishers.remove(pipe);
        pipe.controls(null);
    }

    /** The publishers that are there. */
    public Pipe[] publishers() {
        return publishers.keySet().toArray(Pipe[]::new);
    }
}
