package io.reactivezmq.spring.boot.actuate;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.SocketStatistics;
import java.util.List;
import java.util.Map;

/**
 * A socket, in JSON. It has neither passwords nor secret keys: they are not read.
 *
 * @param name the name of the socket
 * @param type its type
 * @param closed whether it is closed
 * @param endpoints its endpoints
 * @param messagesReceived messages received
 * @param bytesReceived bytes received
 * @param messagesSent messages handed to connections
 * @param bytesSent bytes handed to connections
 * @param receiveQueue messages that wait for the application
 * @param sendQueue messages that wait for peers
 * @param inFlight requests in flight, or in handlers
 * @param waiting requests that wait to be sent, or to be handled
 * @param dropped dropped messages by reason
 * @param peers its peers
 */
public record SocketDescriptor(
        String name,
        String type,
        boolean closed,
        List<EndpointDescriptor> endpoints,
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        int receiveQueue,
        int sendQueue,
        int inFlight,
        int waiting,
        Map<DropReason, Long> dropped,
        List<PeerDescriptor> peers) {

    static SocketDescriptor of(ZmqSocket<?> socket, List<EndpointState> endpoints, SocketStatistics statistics) {
        return new SocketDescriptor(
                socket.name(),
                socket.type().toString(),
                socket.isClosed(),
                endpoints.stream().map(EndpointDescriptor::of).toList(),
                statistics.messagesReceived(),
                statistics.bytesReceived(),
                statistics.messagesSent(),
                statistics.bytesSent(),
                statistics.receiveQueue(),
                statistics.sendQueue(),
                statistics.inFlight(),
                statistics.waiting(),
                statistics.drops(),
                statistics.peers().stream().map(PeerDescriptor::of).toList());
    }
}
