package io.reactivezmq.micrometer;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import org.jspecify.annotations.Nullable;

/** What an observation of a request knows, on either side. */
public interface ZmqRequestContext {

    /** Returns the name of the local socket. */
    String socket();

    /** Returns the body of the request; of a client null until a codec has encoded it. */
    @Nullable
    ZmqMessage request();

    /** Returns the other side: of a client null until the reply has come. */
    @Nullable
    PeerInfo peer();

    /** Returns how the request ended; null while it is open. */
    @Nullable
    ZmqOutcome outcome();
}
