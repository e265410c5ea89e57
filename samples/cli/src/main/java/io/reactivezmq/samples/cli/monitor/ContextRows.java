package io.reactivezmq.samples.cli.monitor;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.SocketStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sockets of a context of this process. */
public final class ContextRows {

    private final ZmqContext zmq;

    public ContextRows(ZmqContext zmq) {
        this.zmq = zmq;
    }

    public Mono<List<SocketRow>> rows() {
        return Flux.fromIterable(zmq.sockets())
                .concatMap(socket -> Mono.zip(socket.endpoints(), socket.statistics())
                        .map(both -> row(socket, both.getT1(), both.getT2())))
                .collectList();
    }

    private static SocketRow row(ZmqSocket<?> socket, List<EndpointState> endpoints, SocketStatistics statistics) {
        Map<String, Integer> states = new TreeMap<>();
        String failure = "";
        for (EndpointState each : endpoints) {
            states.merge(each.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            Throwable last = each.lastFailure();
            if (last != null
                    && each.status() != EndpointState.Status.CONNECTED
                    && each.status() != EndpointState.Status.LISTENING) {
                failure = String.valueOf(last.getMessage());
            }
        }
        return new SocketRow(
                socket.name(),
                socket.type().toString(),
                statistics.peers().size(),
                statistics.messagesReceived(),
                statistics.bytesReceived(),
                statistics.messagesSent(),
                statistics.bytesSent(),
                statistics.receiveQueue() + statistics.sendQueue(),
                statistics.dropped(),
                StateCounts.text(states),
                failure);
    }
}
