package io.reactivezmq.zmtp.netty;

import io.reactivezmq.SocketType;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.session.Mechanisms;
import io.reactivezmq.zmtp.session.RawSession;
import io.reactivezmq.zmtp.session.Session;
import io.reactivezmq.zmtp.session.SessionConfig;
import io.reactivezmq.zmtp.session.SessionHandler;
import io.reactivezmq.zmtp.session.ZmtpSession;

/** Creates the sessions for an endpoint's connections. */
final class Sessions {

    private Sessions() {}

    /** Creates a session for a new connection: without a protocol for a STREAM socket, otherwise ZMTP. */
    static Session of(LinkHost host, boolean accepted, SessionHandler handler) {
        if (host.type() == SocketType.STREAM) {
            return new RawSession(handler);
        }
        LinkSettings settings = host.settings();
        return new ZmtpSession(
                new SessionConfig(
                        host.type(),
                        settings.metadata().routingId(),
                        settings.limits(),
                        settings.metadata().properties(),
                        Mechanisms.of(settings.security()),
                        true,
                        host.loop()::nanoTime),
                accepted,
                handler);
    }
}
