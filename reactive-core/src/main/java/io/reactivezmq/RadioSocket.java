package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.options.value.OnFull;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends each message to every DISH that has joined its group (RFC 48). A message has two frames: the name of the group
 * ({@code zmq_msg_set_group}), up to 255 bytes without zero bytes, and a body of one frame. Others are refused with an
 * {@link InvalidMessageException}.
 *
 * <p>By default a DISH at its high-water mark misses messages, which are counted for it and reported by events. With
 * {@link OnFull#BACKPRESSURE} demand follows the slowest DISH concerned, and nothing is dropped.
 *
 * <p>Over {@code udp} a RADIO connects, to a host or a multicast group. It sends messages of all groups there, because
 * no DISH sends its groups over {@code udp}. A message longer than {@code maxDatagramSize} is dropped for that endpoint
 * and counted.
 */
public interface RadioSocket extends ZmqSocket<RadioSocket>, MessageSender {

    /** Sends one body to a group. The result is that of {@link #send(ZmqMessage)}. */
    default Mono<Void> send(String group, ZmqMessage body) {
        return send(body.prepend(group.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends all bodies that the Flux emits to a group. The result is that of
     * {@link #send(org.reactivestreams.Publisher)}.
     */
    default Mono<Void> send(String group, Flux<ZmqMessage> bodies) {
        byte[] name = group.getBytes(StandardCharsets.UTF_8);
        return send(bodies.map(body -> body.prepend(name)));
    }

    /**
     * Completes when at least this many peers have joined any group, immediately if they have already. Wait for it
     * before sending so that a DISH that joins late misses no message. An endpoint of {@code udp} counts as one peer as
     * soon as it is connected. It fails with {@link io.reactivezmq.error.SocketClosedException} when the socket is
     * closed first.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the count is negative
     */
    Mono<Void> awaitMembers(int count);
}
