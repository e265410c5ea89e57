package io.reactivezmq.zmtp.session;

import io.reactivezmq.options.SecuritySettings;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import io.reactivezmq.zmtp.plain.PlainClient;
import io.reactivezmq.zmtp.plain.PlainServer;

/** Finds the mechanism for a socket's settings. */
public final class Mechanisms {

    private Mechanisms() {}

    /** Makes what these settings want. */
    public static MechanismFactory of(SecuritySettings settings) {
        SocketSecurity wanted = settings.mechanism();
        if (wanted instanceof SocketSecurity.PlainServer) {
            return PlainServer::new;
        }
        if (wanted instanceof SocketSecurity.PlainClient client) {
            return ours -> new PlainClient(ours, client.user(), client.password());
        }
        return ours -> new NullMechanism(ours, settings.judgesAnonymous());
    }
}
