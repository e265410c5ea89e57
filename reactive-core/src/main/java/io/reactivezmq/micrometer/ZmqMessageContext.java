package io.reactivezmq.micrometer;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import org.jspecify.annotations.Nullable;

/** What an observation of one message knows, on either side. */
public interface ZmqMessageContext {

    /** Returns the name of the local socket. */
    String socket();

    /** Returns what the socket sends or has received, with all frames. */
    ZmqMessage message();

    /** Returns the peer that sent the message; null on the side that sends it. */
    @Nullable
    PeerInfo peer();

    /** Returns how the sending or the processing ended; null while it goes on. */
    @Nullable
    ZmqOutcome outcome();
}
