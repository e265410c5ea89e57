package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Binds and connects the sockets when the application starts, and closes all sockets of the context when it stops. */
final class SocketLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SocketLifecycle.class);

    private final ZmqContext zmq;
    private final DefaultZmqSockets sockets;
    private volatile boolean running;

    SocketLifecycle(ZmqContext zmq, DefaultZmqSockets sockets) {
        this.zmq = zmq;
        this.sockets = sockets;
    }

    @Override
    public void start() {
        if (zmq.isClosed()) {
            throw new IllegalStateException("The sockets are closed. An application context with sockets starts once");
        }
        running = true;
        sockets.managed().forEach(SocketStarter::bind);
        sockets.managed().forEach(SocketStarter::connect);
    }

    /** Closes the context with all sockets, also those that the application has created, within their linger times. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        zmq.close().doFinally(signal -> callback.run()).subscribe(null, SocketLifecycle::report);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    private static void report(Throwable failure) {
        log.warn("The ZeroMQ context did not close cleanly", failure);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns false: a closed socket cannot be opened again, and beans hold it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return ZmqPhases.SOCKETS;
    }
}
