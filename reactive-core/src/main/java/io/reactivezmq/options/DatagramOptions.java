package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;

/**
 * What a socket has that speaks {@code udp}.
 *
 * @param <O> the options of the socket type at hand
 */
public interface DatagramOptions<O extends SocketOptions<O>> {

    /**
     * The most bytes in one datagram, sent or received, a RADIO's group included. Longer ones are dropped as a whole
     * and counted; a DGRAM refuses to send them. Above some 1,400 a datagram may have to travel in pieces, and is lost
     * with any of them. Default 8192, as much as libzmq takes; up to 65,507.
     */
    @SuppressWarnings("unchecked")
    default O maxDatagramSize(int bytes) {
        if (bytes < 1 || bytes > DatagramSettings.LARGEST) {
            throw new InvalidOptionException("maxDatagramSize", bytes, "between 1 and " + DatagramSettings.LARGEST);
        }
        O options = (O) this;
        options.maxDatagramSize = bytes;
        return options;
    }
}
