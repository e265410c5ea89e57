package io.reactivezmq.samples.cli;

import io.reactivezmq.security.CurveCertificate;
import io.reactivezmq.security.CurveKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Creates a key pair of CURVE. */
@Command(
        name = "keygen",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Creates a key pair of CURVE, in the certificate files of CZMQ and pyzmq. Without a file, it prints"
                        + " the public and the secret key.",
        footer = {"", "Example: zmqcat keygen -o server --meta name=feed"})
final class KeygenCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set before the command runs.
    private Zmqcat program;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Writes the public key to this file, and both keys to FILE_secret, which only its owner may read.")
    private @Nullable Path output;

    @Option(names = "--meta", paramLabel = "NAME=VALUE", description = "Metadata about the owner. Repeatable.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Override
    public Integer call() {
        CurveKeyPair keys = CurveKeyPair.generate();
        if (output == null) {
            program.streams().out().println("public " + keys.publicKey().z85());
            program.streams().out().println("secret " + keys.secretKey().z85());
            return ExitStatus.DONE;
        }
        try {
            CurveCertificate.of(keys, metadata).save(output);
        } catch (IOException failure) {
            program.streams().err().println("zmqcat: cannot write " + output + ": " + failure.getMessage());
            return ExitStatus.FAILED;
        }
        program.streams().err().println("wrote " + output + " and " + output + "_secret");
        return ExitStatus.DONE;
    }
}
