package io.reactivezmq.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven has written into the jar. */
final class Version implements IVersionProvider {

    private static final String FILE = "/META-INF/maven/io.reactivezmq/reactive-zmq-sample-cli/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {"zmqcat " + properties.getProperty("version", "of an unpacked build")};
    }
}
