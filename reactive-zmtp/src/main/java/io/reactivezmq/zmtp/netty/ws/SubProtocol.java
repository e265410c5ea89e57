package io.reactivezmq.zmtp.netty.ws;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket sub-protocol that the upgrade agrees on.
 *
 * @param name the name in HTTP headers
 * @param mechanism the mechanism whose commands follow
 * @param bare whether no commands follow: the first message of each side is its routing id, and the rest is traffic
 */
record SubProtocol(String name, String mechanism, boolean bare) {

    private static final String ZWS = "ZWS2.0";

    /** Returns the sub-protocols for a mechanism, the preferred one first. */
    static List<SubProtocol> of(String mechanism) {
        SubProtocol full = new SubProtocol(ZWS + "/" + mechanism, mechanism, false);
        return mechanism.equals("NULL") ? List.of(full, new SubProtocol(ZWS, mechanism, true)) : List.of(full);
    }

    /** Returns the names as the value of one header. */
    static String offer(List<SubProtocol> all) {
        return String.join(",", all.stream().map(SubProtocol::name).toList());
    }

    /**
     * Returns the first offered sub-protocol that this side supports; null when there is none.
     *
     * @param ours the supported ones
     * @param headers the values of the headers with the offered names
     */
    static @Nullable SubProtocol choose(List<SubProtocol> ours, List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .flatMap(name -> ours.stream().filter(protocol -> protocol.name.equals(name.trim())))
                .findFirst()
                .orElse(null);
    }
}
