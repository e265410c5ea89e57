package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.IdentityHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends the intake of new work when the application stops, before the web server waits for its open requests. Streams of
 * messages to browsers then end, and requests under way are answered. It concerns all sockets of the context, also
 * those that the application has created itself.
 */
final class IntakeLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntakeLifecycle.class);

    private final ZmqContext zmq;

    /** The linger times of the sockets of the properties, which are the limits on draining them. */
    private final IdentityHashMap<ZmqSocket<?>, Duration> limits = new IdentityHashMap<>();

    private volatile boolean running;

    IntakeLifecycle(ZmqContext zmq, DefaultZmqSockets sockets) {
        this.zmq = zmq;
        sockets.managed().forEach(managed -> limits.put(managed.socket(), managed.linger()));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        Flux.fromIterable(zmq.sockets())
                .flatMapDelayError(this::end, Integer.MAX_VALUE, 1)
                .doFinally(signal -> callback.run())
                .subscribe(null, failure -> log.warn("A socket did not close cleanly", failure));
    }

    /** A reader of a feed has no use for more messages. Requests and jobs that were received are not lost. */
    private Mono<Void> end(ZmqSocket<?> socket) {
        return switch (socket.type()) {
            case SUB, DISH -> socket.close();
            case PULL, GATHER, REP, ROUTER, SERVER ->
                socket.drain(limits.getOrDefault(socket, SocketOptionsMapper.LINGER));
            default -> Mono.empty();
        };
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return ZmqPhases.INTAKE;
    }
}
