package io.reactivezmq.internal.auth;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.zap.ZapReply;
import io.reactivezmq.zap.ZapRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Asks the RFC 27 handler of the context. Each request has an id of its own, so many can be open at once, and a late
 * reply is ignored.
 */
public final class ZapBridge implements Authenticator {

    private final DealerSocket socket;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, MonoSink<AuthResult>> open = new ConcurrentHashMap<>();

    /** Creates a bridge over a socket that is connected to the handler. */
    public ZapBridge(DealerSocket socket) {
        this.socket = socket;
        socket.receive().subscribe(this::answered);
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        return Mono.create(sink -> {
            String id = Long.toString(ids.incrementAndGet());
            open.put(id, sink);
            ZmqMessage message = new ZapRequest(id.getBytes(StandardCharsets.US_ASCII), request).encode();
            Disposable sending = socket.send(message.prependEmpty()).subscribe(null, sink::error);
            sink.onDispose(() -> {
                open.remove(id);
                sending.dispose();
            });
        });
    }

    private void answered(ZmqMessage message) {
        // A reply without delimiter and id belongs to no request; the request that waits for it times out.
        if (message.frameCount() < 3 || message.size(0) > 0) {
            return;
        }
        MonoSink<AuthResult> asker = open.get(message.text(2));
        if (asker == null) {
            return;
        }
        try {
            asker.success(ZapReply.decode(message.dropFirst(1)).result());
        } catch (ZmqException broken) {
            asker.error(broken);
        }
    }
}
