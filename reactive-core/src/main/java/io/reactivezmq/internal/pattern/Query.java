package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;

/**
 * One request to a REP socket, with all that is needed to answer it.
 *
 * @param asker where it came from
 * @param generation of the asker's link, as an answer over a later one would puzzle it
 * @param envelope the frames up to the first empty one, which go in front of the answer
 * @param body what is asked
 */
public record Query(Pipe asker, int generation, byte[][] envelope, ZmqMessage body) {}
