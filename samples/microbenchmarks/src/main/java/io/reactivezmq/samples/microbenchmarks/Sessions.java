package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.SocketType;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.session.SessionConfig;
import io.reactivezmq.zmtp.session.ZmtpSession;

/** A pair of sessions that have finished their handshake. */
final class Sessions {

    private static final LimitSettings LIMITS = new PullOptions()
            .maxFrameSize(Long.MAX_VALUE)
            .maxMessageSize(Long.MAX_VALUE)
            .maxFrames(Integer.MAX_VALUE)
            .settings()
            .links()
            .limits();

    private final Ear pullEar = new Ear();
    private final ZmtpSession pull = session(SocketType.PULL, pullEar);
    private final ZmtpSession push;

    Sessions() {
        Ear pushEar = new Ear();
        push = session(SocketType.PUSH, pushEar);
        pull.start();
        push.start();
        byte[] toPull = pushEar.takeWritten();
        byte[] toPush = pullEar.takeWritten();
        while (toPull.length + toPush.length > 0) {
            pull.receive(toPull, 0, toPull.length);
            push.receive(toPush, 0, toPush.length);
            toPull = pushEar.takeWritten();
            toPush = pullEar.takeWritten();
        }
    }

    private static ZmtpSession session(SocketType type, Ear ear) {
        return new ZmtpSession(SessionConfig.plain(type, new byte[0], LIMITS), false, ear);
    }

    /** Returns the session that sends. */
    ZmtpSession push() {
        return push;
    }

    /** Returns the session that receives. */
    ZmtpSession pull() {
        return pull;
    }

    /** Returns the handler that gets the received messages. */
    Ear received() {
        return pullEar;
    }
}
