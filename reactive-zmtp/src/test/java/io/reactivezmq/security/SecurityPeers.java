package io.reactivezmq.security;

import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.PythonPeer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/**
 * By WebSocket with libzmq. Not among the tests that every build runs, as it needs Node.js and packages of npm's:
 * {@code docs/compatibility.md} tells how.
 */
@DisplayName("Security by WebSocket, with libzmq")
class SecurityPeers extends SecurityMatrix {

    private PythonPeer process;

    @BeforeEach
    void start() {
        process = PythonPeer.startNode("zeromq");
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Override
    String peer() {
        return "libzmq by ws";
    }

    @Override
    String endpoint() {
        return "ws://127.0.0.1:*/feed";
    }

    @Override
    ForeignSocket foreign(boolean judges, String... deny) {
        if (judges) {
            process.judge(Map.of("admin", "secret"), directory.resolve("certificates"), deny);
        }
        return process.socket("DEALER");
    }
}
