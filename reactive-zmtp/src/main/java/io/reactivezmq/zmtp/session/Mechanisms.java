package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.spi.settings.SecuritySettings;
import io.reactivezmq.zmtp.curve.CurveClient;
import io.reactivezmq.zmtp.curve.CurveLibrary;
import io.reactivezmq.zmtp.curve.CurveSecrets;
import io.reactivezmq.zmtp.curve.CurveServer;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import io.reactivezmq.zmtp.plain.PlainClient;
import io.reactivezmq.zmtp.plain.PlainServer;
import org.jspecify.annotations.Nullable;

/** Selects the mechanism for a socket's settings. */
public final class Mechanisms {

    private Mechanisms() {}

    /** The random numbers of CURVE. No other mechanism has to wait until the JDK has found its providers for them. */
    private static final class Secrets {

        static final CurveSecrets SYSTEM = CurveSecrets.system();

        private Secrets() {}

        /** Creates the source, which reads files. Called before there is a connection on a loop. */
        static void prepare() {}
    }

    /**
     * Checks that the libraries for the configured mechanism are available. Only CURVE needs one.
     *
     * @throws io.reactivezmq.error.MissingArtifactException when a library is missing
     */
    public static void check(SecuritySettings settings) {
        SocketSecurity wanted = settings.mechanism();
        if (wanted instanceof SocketSecurity.CurveServer || wanted instanceof SocketSecurity.CurveClient) {
            CurveLibrary.check();
            Secrets.prepare();
        }
    }

    /** Describes the library that encrypts the traffic of CURVE connections; null while none was needed. */
    public static @Nullable String curveLibrary() {
        return CurveLibrary.description();
    }

    /** Returns a factory for the configured mechanism. */
    public static MechanismFactory of(SecuritySettings settings) {
        SocketSecurity wanted = settings.mechanism();
        if (wanted instanceof SocketSecurity.PlainServer) {
            return PlainServer::new;
        }
        if (wanted instanceof SocketSecurity.PlainClient client) {
            return ours -> new PlainClient(ours, client.user(), client.password());
        }
        if (wanted instanceof SocketSecurity.CurveServer server) {
            return ours -> new CurveServer(ours, server.keys()::current, Secrets.SYSTEM);
        }
        if (wanted instanceof SocketSecurity.CurveClient client) {
            return ours -> new CurveClient(ours, client.serverKey(), client.keyPair(), Secrets.SYSTEM);
        }
        return ours -> new NullMechanism(ours, settings.authenticatesAnonymous());
    }
}
