package io.reactivezmq.samples.modulepath;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample's classes and its runtime dependencies, as a module path. */
final class ModulePath {

    private final List<Path> entries;

    private ModulePath(List<Path> entries) {
        this.entries = entries;
    }

    static ModulePath ofSample() {
        List<Path> entries = new ArrayList<>();
        entries.add(sample());
        Stream.of(System.getProperty("sample.modulePath").split(File.pathSeparator))
                .map(Path::of)
                .forEach(entries::add);
        return new ModulePath(entries);
    }

    private static Path sample() {
        try {
            return Path.of(RoundTrips.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns this path without the artifacts of these modules, each of which has to be on it. */
    ModulePath without(String... modules) {
        List<Path> others = new ArrayList<>(entries);
        for (String module : modules) {
            if (!others.removeIf(entry -> ModuleFinder.of(entry).find(module).isPresent())) {
                throw new IllegalArgumentException("No " + module + " on " + this);
            }
        }
        return new ModulePath(others);
    }

    ModuleReference find(String module) {
        return ModuleFinder.of(entries.toArray(Path[]::new)).find(module).orElseThrow();
    }

    /** Returns the path as the argument of {@code --module-path}. */
    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs the sample with these options of the JVM and its arguments until it ends. */
    Run run(List<String> options, String... names) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Reactor would log to the standard output, where the sample prints its lines.
                "-Dreactor.logging.fallback=JDK"));
        command.addAll(options);
        command.addAll(List.of(
                "--module-path",
                toString(),
                "--module",
                "io.reactivezmq.samples.modulepath/" + RoundTrips.class.getName()));
        command.addAll(Arrays.asList(names));
        return Run.of(command);
    }
}
