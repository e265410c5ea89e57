package io.reactivezmq.samples.guide;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.ZmqContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Ways to run one program of an example. */
enum Side {
    /** The Java program, in this process. */
    OURS {
        @Override
        Half start(String... command) {
            return new HalfHere(ZmqContext.create(), command);
        }
    },
    /** The Java program, in a process of its own that can be killed. */
    OUR_PROCESS {
        @Override
        Half start(String... command) {
            return HalfProcess.ours("128m", command);
        }
    },
    /** The Python script of the same name, with libzmq. */
    PYTHON {
        @Override
        Half start(String... command) {
            requirePython();
            return HalfProcess.script(INTERPRETER, command);
        }
    };

    /** The Python interpreter that has the packages of the operating system, or else the first one on the path. */
    private static final String INTERPRETER =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private static final boolean PYTHON_HAS_ZMQ = pythonHasZmq();

    /** Starts the program with the given name and options. */
    abstract Half start(String... command);

    /**
     * Skips the test if Python has no ZeroMQ. Fails it instead if the environment variable {@code REQUIRE_PEERS} is
     * {@code true}.
     */
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
