package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.spi.settings.DatagramSettings;
import java.time.Duration;

/**
 * Options of sockets that use {@code udp}.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class DatagramOptions<O extends SocketOptions<O>> extends SocketOptions<O> {

    private int maxDatagramSize = DatagramSettings.DEFAULT.maxSize();

    DatagramOptions(Duration linger) {
        super(linger);
    }

    /**
     * Sets the largest size of a datagram in bytes, sent or received, including the group of a RADIO message. Longer
     * datagrams are dropped as a whole and counted; on a DGRAM, sending one fails. Above about 1,400 bytes, a datagram
     * may travel in fragments, and is lost if one of them is lost. Default 8192, which is libzmq's limit; 1 to 65,507.
     */
    public O maxDatagramSize(int bytes) {
        if (bytes < 1 || bytes > DatagramSettings.LARGEST) {
            throw new InvalidOptionException("maxDatagramSize", bytes, "between 1 and " + DatagramSettings.LARGEST);
        }
        maxDatagramSize = bytes;
        return self();
    }

    @Override
    DatagramSettings datagrams() {
        return new DatagramSettings(
                maxDatagramSize, DatagramSettings.DEFAULT.multicastHops(), DatagramSettings.DEFAULT.multicastLoop());
    }
}
