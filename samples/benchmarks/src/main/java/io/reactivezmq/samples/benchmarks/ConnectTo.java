package io.reactivezmq.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the argument that names the endpoint to connect to. A hyphen stands for the first line of standard input, so
 * that the process can be started before the endpoint is known.
 */
final class ConnectTo implements ITypeConverter<String> {

    @Override
    public String convert(String endpoint) throws IOException {
        if (!endpoint.equals("-")) {
            return endpoint;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        if (line == null) {
            throw new TypeConversionException("no endpoint on standard input");
        }
        return line;
    }
}
