package io.reactivezmq.internal.subscription;

import io.reactivezmq.internal.pipe.BytesKey;
import io.reactivezmq.spi.Control;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that one publisher still has to be sent: first all existing ones, one at a time as the link polls
 * them, then changes.
 *
 * <p>Changes are sent one by one as long as few of them wait. Beyond that, opposite changes that the publisher does not
 * know of cancel each other out. So the number of waiting changes is bounded by the number of former and present
 * subscriptions.
 */
final class Announcements {

    /** Maximum number of changes that wait one by one. */
    private static final int EXACT = 1024;

    private final LocalSubscriptions interests;
    private final Control.Kind first;

    /** The last of the existing subscriptions that was sent, in their order; null at the beginning. */
    private byte @Nullable [] announced;

    private boolean allAnnounced;

    private final ArrayDeque<Control> changes = new ArrayDeque<>(0);

    /** Changes after those in {@link #changes}; each reverses what the publisher knows. */
    private final Map<BytesKey, Control> netChanges = new LinkedHashMap<>(0);

    /**
     * Creates the announcements for a publisher that has to be sent all subscriptions.
     *
     * @param first kind of control that announces a subscription
     */
    Announcements(LocalSubscriptions interests, Control.Kind first) {
        this.interests = interests;
        this.first = first;
    }

    /**
     * Adds a change.
     *
     * @param repeats whether the publisher already knows that this is wanted, or not wanted, and is sent the control
     *     anyway
     */
    void changed(Control control, boolean repeats) {
        byte[] topic = control.topic();
        if (!allAnnounced && (announced == null || Arrays.compareUnsigned(topic, announced) > 0)) {
            // The subscription is sent in its turn, if it still exists then.
            return;
        }
        if (netChanges.isEmpty() && changes.size() < EXACT) {
            changes.add(control);
        } else if (!repeats) {
            BytesKey key = new BytesKey(topic);
            if (netChanges.remove(key) == null) {
                netChanges.put(key, control);
            }
        }
    }

    /** Removes and returns the next control for the publisher, or null. */
    @Nullable
    Control poll() {
        if (!changes.isEmpty()) {
            return changes.poll();
        }
        if (!netChanges.isEmpty()) {
            Iterator<Control> oldest = netChanges.values().iterator();
            Control control = oldest.next();
            oldest.remove();
            return control;
        }
        if (!allAnnounced) {
            byte[] next = interests.next(announced);
            if (next != null) {
                announced = next;
                return new Control(first, next);
            }
            allAnnounced = true;
            announced = null;
        }
        return null;
    }
}
