package io.reactivezmq.security;

import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.JeroMqSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.PythonPeer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each mechanism with libzmq and JeroMQ, each side in each role, accepted and refused, either side bound. A peer that
 * is the server is authenticated by its own library's authenticator, with certificates that we have written.
 */
@DisplayName("Security")
class SecurityMatrixTest {

    @AfterAll
    static void writeTable() throws IOException, URISyntaxException {
        Path classes = Path.of(SecurityMatrixTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> sorted = SecurityMatrix.ROWS.stream().sorted().toList();
        Files.writeString(
                classes.resolveSibling("security-matrix.md"),
                "# Security, as tried in the last test run\n\n"
                        + "| peer | mechanism | we are | we | peer is | seen by us |\n|---|---|---|---|---|---|\n"
                        + String.join("\n", sorted)
                        + "\n\n" + sorted.size() + " cases passed.\n");
    }

    @Nested
    @DisplayName("with libzmq")
    @ExtendWith(LibzmqAvailable.class)
    class Libzmq extends SecurityMatrix {

        private PythonPeer process;
        private String version;

        @BeforeEach
        void start() {
            process = PythonPeer.start();
            version = process.version();
        }

        @AfterEach
        void stop() {
            process.close();
        }

        @Override
        String peer() {
            return "libzmq " + version;
        }

        @Override
        ForeignSocket foreign(boolean judges, String... deny) {
            if (judges) {
                process.judge(Map.of("admin", "secret"), directory.resolve("certificates"), deny);
            }
            return process.socket("DEALER");
        }
    }

    @Nested
    @DisplayName("with JeroMQ")
    class JeroMq extends SecurityMatrix {

        @Override
        String peer() {
            return "JeroMQ 0.6.0";
        }

        @Override
        ForeignSocket foreign(boolean judges, String... deny) {
            JeroMqSocket socket = new JeroMqSocket("DEALER");
            if (judges) {
                socket.judge(directory.resolve("passwords"), directory.resolve("certificates"), deny);
            }
            return socket;
        }
    }
}
