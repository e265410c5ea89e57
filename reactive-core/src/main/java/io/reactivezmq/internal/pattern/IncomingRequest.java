package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;

/**
 * One request to a REP socket, with all that is needed to answer it.
 *
 * @param asker the connection that it came by, which alone may carry the answer
 * @param envelope the frames up to the first empty one, which go in front of the answer
 * @param body what is asked
 */
public record IncomingRequest(Requester asker, byte[][] envelope, ZmqMessage body) {}
