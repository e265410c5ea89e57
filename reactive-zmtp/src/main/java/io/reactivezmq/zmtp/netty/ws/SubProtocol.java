package io.reactivezmq.zmtp.netty.ws;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed on when the connection becomes a WebSocket.
 *
 * @param name as it is offered
 * @param mechanism whose commands follow
 * @param bare whether none follow: each side's first message is its routing id, and the rest is traffic
 */
record SubProtocol(String name, String mechanism, boolean bare) {

    private static final String ZWS = "ZWS2.0";

    /** What goes with a mechanism, the better first. */
    static List<SubProtocol> of(String mechanism) {
        SubProtocol full = new SubProtocol(ZWS + "/" + mechanism, mechanism, false);
        return mechanism.equals("NULL") ? List.of(full, new SubProtocol(ZWS, mechanism, true)) : List.of(full);
    }

    /** As one header has it. */
    static String offer(List<SubProtocol> all) {
        return String.join(",", all.stream().map(SubProtocol::name).toList());
    }

    /** The first of those offered that is among these; null when there is none. */
    static @Nullable SubProtocol choose(List<SubProtocol> ours, List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .flatMap(name -> ours.stream().filter(protocol -> protocol.name.equals(name.trim())))
                .findFirst()
                .orElse(null);
    }
}
