package io.reactivezmq;

import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.options.OnFull;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends each message to every DISH that has joined its group (RFC 48). A message has two frames here, the group's name
 * ({@code zmq_msg_set_group}), up to 255 bytes without zeros, and a body of one frame; others are refused with an
 * {@link InvalidMessageException}.
 *
 * <p>By default a DISH at its high-water mark misses messages, which are counted for it and told in the events. With
 * {@link OnFull#BACKPRESSURE} demand follows the slowest one concerned, and nothing is dropped.
 *
 * <p>By {@code udp} a RADIO connects, to one host or a multicast group, and sends there whatever the group: nobody
 * tells it who has joined. What is longer than {@code maxDatagramSize} is dropped for that endpoint and counted.
 */
public interface RadioSocket extends ZmqSocket<RadioSocket>, MessageSender {

    /** Sends this body to a group. */
    default Mono<Void> send(String group, ZmqMessage body) {
        return send(body.prepend(group.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends these bodies to a group. */
    default Mono<Void> send(String group, Flux<ZmqMessage> bodies) {
        byte[] name = group.getBytes(StandardCharsets.UTF_8);
        return send(bodies.map(body -> body.prepend(name)));
    }

    /**
     * Completes when at least this many peers have joined a group of any name, at once if they have. With it no message
     * is lost to one who joins late. An endpoint of {@code udp} counts as one, as soon as it is connected.
     */
    Mono<Void> awaitMembers(int count);
}
