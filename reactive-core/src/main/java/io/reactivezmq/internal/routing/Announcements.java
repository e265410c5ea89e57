package io.reactivezmq.internal.routing;

import io.reactivezmq.internal.pipe.BytesKey;
import io.reactivezmq.spi.Control;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one publisher is still to be told of a subscriber's interests: first each of them, one at a time, as far as the
 * publisher takes them, then what changes.
 *
 * <p>Changes are told one for one as long as few of them wait. Beyond that what a publisher has not heard of and need
 * not hear of any more cancels out, so that no more can wait than was subscribed to once and is subscribed to now.
 */
final class Announcements {

    /** Changes that wait and are told one for one. */
    private static final int EXACT = 1024;

    private final LocalSubscriptions interests;
    private final Control.Kind first;

    /** All interests up to this one have been told; null at the beginning. */
    private byte @Nullable [] told;

    private boolean allTold;

    private final ArrayDeque<Control> changes = new ArrayDeque<>(0);

    /** Changes behind those, each the opposite of what the publisher knows. */
    private final Map<BytesKey, Control> netChanges = new LinkedHashMap<>(0);

    /**
     * With all interests to tell.
     *
     * @param first how an interest is told
     */
    Announcements(LocalSubscriptions interests, Control.Kind first) {
        this.interests = interests;
        this.first = first;
    }

    /**
     * Something has changed.
     *
     * @param repeats whether it is told although the publisher knows already whether this is wanted
     */
    void changed(Control control, boolean repeats) {
        byte[] topic = control.topic();
        if (!allTold && (told == null || Arrays.compareUnsigned(topic, told) > 0)) {
            // It will be told as it is then.
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

    /** The next to tell the publisher, or null. */
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
        if (!allTold) {
            byte[] next = interests.next(told);
            if (next != null) {
                told = next;
                return new Control(first, next);
            }
            allTold = true;
            told = null;
        }
        return null;
    }
}
