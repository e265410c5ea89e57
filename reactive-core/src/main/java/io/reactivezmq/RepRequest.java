package io.reactivezmq;

/** A request to a REP socket that waits for its answer. */
public interface RepRequest {

    /** What is asked, without the envelope; {@link ZmqMessage#peer()} tells by whom. */
    ZmqMessage message();

    /**
     * Answers, on any thread. Only the first answer counts. It is dropped and counted when the asker has gone or does not
     * read.
     */
    void reply(ZmqMessage answer);
}
