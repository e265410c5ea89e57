package io.reactivezmq.options;

import java.time.Duration;
import java.util.Map;

/**
 * All settings of one socket.
 *
 * @param name the name in logs and errors; empty for one made of the type and a number
 * @param linger how long {@code close} waits for messages to be sent ({@code ZMQ_LINGER})
 * @param announcedId the routing id announced to peers; empty for none ({@code ZMQ_ROUTING_ID})
 * @param properties further metadata for peers, with names that begin with {@code X-} ({@code ZMQ_METADATA})
 * @param immediate whether messages are sent only to peers with a finished handshake ({@code ZMQ_IMMEDIATE})
 * @param eventBuffer the number of events that wait for each slow observer before the oldest is dropped
 * @param queues the limits on queued messages
 * @param connect the timeouts of connection attempts and the policy for reconnecting
 * @param heartbeat when PINGs are sent and silent peers are disconnected
 * @param limits the limits on the resources that peers can use
 * @param tcp the settings of TCP sockets
 * @param datagrams the settings of UDP sockets, in addition to those of TCP sockets
 * @param accept the filters for incoming connections
 * @param socketFile the permissions of the files of Unix domain sockets
 * @param security the mechanism and the authentication of peers
 * @param pattern the settings that only some socket types have
 */
public record SocketSettings(
        String name,
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
     * Checks and returns a linger time.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when it is negative or too long
     */
    public static Duration checkedLinger(Duration limit) {
        return Check.notNegative("linger (ZMQ_LINGER)", limit);
    }

    /** Returns these settings with another linger time. */
    public SocketSettings withLinger(Duration limit) {
        return new SocketSettings(
                name,
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

    /** Returns these settings with other limits on queued messages. */
    public SocketSettings with(QueueSettings others) {
        return new SocketSettings(
                name,
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
