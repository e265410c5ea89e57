package io.reactivezmq.zmtp.netty.ipc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.Listener;
import reactor.core.publisher.Mono;

/** A listening Unix domain socket with its file. */
record IpcListener(Listener socket, SocketFile file) implements Listener {

    @Override
    public Endpoint endpoint() {
        return socket.endpoint();
    }

    @Override
    public Mono<Void> close() {
        return file.remove().then(socket.close()).then(file.removeDirectory());
    }
}
