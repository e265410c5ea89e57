package io.reactivezmq.samples.guide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.ZmqContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How one half of an example is run. */
enum Side {
    /** Ours, in this process. */
    OURS {
        @Override
        Half start(String... command) {
            return new HalfHere(ZmqContext.create(), command);
        }
    },
    /** Ours, in a process of its own that can be killed. */
    OUR_PROCESS {
        @Override
        Half start(String... command) {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Guide.class.getName()));
            line.addAll(List.of(command));
            return new HalfProcess(line);
        }
    },
    /** Python with libzmq: the script of the same name. */
    PYTHON {
        @Override
        Half start(String... command) {
            requirePython();
            List<String> line = new ArrayList<>(List.of(command));
            line.set(0, SCRIPTS.resolve(command[0].replace('-', '_') + ".py").toString());
            line.add(0, INTERPRETER);
            return new HalfProcess(line);
        }
    };

    private static final Path SCRIPTS = Path.of("src/test/python");

    /** The interpreter that the system's packages belong to, or the first one on the path. */
    private static final String INTERPRETER =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private static final boolean PYTHON_HAS_ZMQ = pythonHasZmq();

    /** Starts the program with this name, with these options. */
    abstract Half start(String... command);

    /** Skips the test, or fails it if the environment says {@code REQUIRE_PEERS=true}. */
    private static void requirePython() {
        String lacking = "'" + INTERPRETER + " -c \"import zmq\"' fails; install python3-zmq";
        if (!PYTHON_HAS_ZMQ && Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))) {
            throw new AssertionError(lacking);
        }
        assumeTrue(PYTHON_HAS_ZMQ, lacking);
    }

    private static boolean pythonHasZmq() {
        try {
            Process process = new ProcessBuilder(INTERPRETER, "-c", "import zmq")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
