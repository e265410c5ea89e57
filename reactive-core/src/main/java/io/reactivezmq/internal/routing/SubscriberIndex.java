package io.reactivezmq.internal.routing;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.List;
import java.util.Set;

/** Which peers want which messages. */
public interface SubscriberIndex {

    /** The peers that want anything. */
    Set<Pipe> pipes();

    /**
     * Finds each peer that wants a message with this first frame, once.
     *
     * @return how many; they are {@link #matched} until the next search
     */
    int match(byte[] topic);

    /** Finds each of these peers that does not want such a message; they are {@link #matched} then. */
    int matchOthers(byte[] topic, List<Pipe> peers);

    /** One of those found by the last search. */
    Pipe matched(int index);
}
