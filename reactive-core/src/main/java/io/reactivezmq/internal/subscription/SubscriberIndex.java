package io.reactivezmq.internal.subscription;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.List;
import java.util.Set;

/** Finds the peers that want a message. */
public interface SubscriberIndex {

    /** Returns the peers that want any messages. */
    Set<Pipe> pipes();

    /**
     * Finds each peer that wants a message with this first frame, once.
     *
     * @return the number of peers found; {@link #matched} returns them until the next search
     */
    int match(byte[] topic);

    /**
     * Finds those of the given peers that do not want a message with this first frame.
     *
     * @return the number of peers found; {@link #matched} returns them until the next search
     */
    int matchOthers(byte[] topic, List<Pipe> peers);

    /** Returns one of the peers that the last search found. */
    Pipe matched(int index);
}
