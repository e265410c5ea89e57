package io.reactivezmq.options;

import java.time.Duration;
import java.util.Map;

/**
 * Everything that is set on one socket.
 *
 * @param linger how long {@code close} waits for messages to be sent ({@code ZMQ_LINGER})
 * @param announcedId the routing id told to peers; empty for none ({@code ZMQ_ROUTING_ID})
 * @param properties what else is told to peers, by names that begin with {@code X-} ({@code ZMQ_METADATA})
 * @param immediate whether only peers with a finished handshake are sent to ({@code ZMQ_IMMEDIATE})
 * @param eventBuffer how many events wait for each slow observer before the oldest is dropped
 * @param queues how much may wait
 * @param connect how connections come about
 * @param heartbeat how a silent peer is found out
 * @param limits what a peer may ask
 * @param tcp what is set on TCP sockets
 * @param datagrams what is set on UDP sockets besides
 * @param accept from whom connections are taken
 * @param socketFile who may open the files of Unix domain sockets
 * @param security who may talk to it
 * @param pattern what only one kind of socket has
 */
public record SocketSettings(
        Duration linger,
        byte[] announcedId,
        Map<String, String> properties,
        boolean immediate,
        int eventBuffer,
        QueueSettings queues,
        ConnectSettings connect,
        HeartbeatSettings heartbeat,
        LimitSettings limits,
        TcpSettings tcp,
        DatagramSettings datagrams,
        AcceptSettings accept,
        SocketFileSettings socketFile,
        SecuritySettings security,
        PatternSettings pattern) {

    /**
     * A linger time, checked.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is negative or too long
     */
    public static Duration checkedLinger(Duration limit) {
        return Check.notNegative("linger (ZMQ_LINGER)", limit);
    }

    /** The same with another linger time. */
    public SocketSettings withLinger(Duration limit) {
        return new SocketSettings(
                limit,
                announcedId,
                properties,
                immediate,
                eventBuffer,
                queues,
                connect,
                heartbeat,
                limits,
                tcp,
                datagrams,
                accept,
                socketFile,
                security,
                pattern);
    }

    /** The same with other queues. */
    public SocketSettings with(QueueSettings others) {
        return new SocketSettings(
                linger,
                announcedId,
                properties,
                immediate,
                eventBuffer,
                others,
                connect,
                heartbeat,
                limits,
                tcp,
                datagrams,
                accept,
                socketFile,
                security,
                pattern);
    }
}
