package io.reactivezmq.zmtp.netty;

import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.util.Loggers;

/** Logs the library that encrypts the traffic of CURVE connections, once in the life of the JVM. */
final class CurveLog {

    private static final String LOGGER = "io.reactivezmq.security";
    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    private CurveLog() {}

    /** Logs the library if a handshake has chosen it. Called on handshake threads. */
    static void logOnce() {
        String library = Mechanisms.curveLibrary();
        if (library != null && !LOGGED.get() && LOGGED.compareAndSet(false, true)) {
            try {
                Loggers.getLogger(LOGGER).info(library);
            } catch (Throwable failure) {
                WireLog.dropped(failure);
            }
        }
    }
}
