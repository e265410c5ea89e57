package io.reactivezmq.samples.guide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.ZmqContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            return HalfProcess.ours("128m", command);
        }
    },
    /** Python with libzmq: the script of the same name. */
    PYTHON {
        @Override
        Half start(String... command) {
            requirePython();
            return HalfProcess.script(INTERPRETER, command);
        }
    };

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
