package io.reactivezmq.page;

import java.util.List;
import java.util.Map;

/**
 * The state of all sockets at one time, in pieces of JSON that are made once for all browsers.
 *
 * @param head the members of the document that every browser gets
 * @param peers the peers of those sockets that a browser has opened, by the number of the socket
 * @param events the latest events, the newest first
 */
record Frame(String head, Map<Integer, String> peers, List<Line> events) {

    /**
     * An event.
     *
     * @param version grows with each change of an event
     */
    record Line(long version, String json) {}
}
