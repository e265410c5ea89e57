package io.reactivezmq.samples.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs the sample by {@code java --module-path}, without {@code --add-modules} unless a test says so. */
class RoundTripsTest {

    private static final List<String> NO_OPTIONS = List.of();

    private final ModulePath path = ModulePath.ofSample();

    private static void assertReplies(Run run, String loops, String... names) {
        assertThat(run.errors())
                .as("exit status")
                .satisfies(errors -> assertThat(run.status()).isZero());
        assertThat(run.lines())
                .hasSameSizeAs(names)
                .zipSatisfy(
                        Stream.of(names).toList(),
                        (line, name) -> assertThat(line).startsWith(name + ": hello world on " + loops));
    }

    @Test
    void transportsAndCurveNeedNoOptionsOfTheJvm() {
        Run run = path.run(NO_OPTIONS, "inproc", "ipc", "tcp", "ws", "curve");
        assertReplies(run, "zmq-nio-", "inproc", "ipc", "tcp", "ws", "curve");
    }

    @Test
    void withoutBouncyCastleOnlyCurveIsMissing() {
        ModulePath path = this.path.without("org.bouncycastle.provider");
        assertReplies(path.run(NO_OPTIONS, "inproc", "tcp"), "zmq-nio-", "inproc", "tcp");

        Run curve = path.run(NO_OPTIONS, "curve");
        assertThat(curve.status()).isNotZero();
        assertThat(curve.errors()).contains("MissingArtifactException", "org.bouncycastle:bcprov-jdk18on");
    }

    @Test
    void withoutTheNetworkModuleThereIsInproc() {
        ModulePath path = this.path.without("io.reactivezmq.zmtp");
        assertReplies(path.run(NO_OPTIONS, "inproc"), "zmq-loop-", "inproc");

        Run tcp = path.run(NO_OPTIONS, "tcp");
        assertThat(tcp.status()).isNotZero();
        assertThat(tcp.errors()).contains("UnsupportedTransportException", "io.reactivezmq:reactive-zmtp");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void epollIsUsedOnceItsNativeModuleIsResolved() {
        List<String> epoll = List.of("--add-modules", "io.netty.transport.epoll.linux.x86_64");
        assertReplies(path.run(epoll, "ipc", "tcp"), "zmq-epoll-", "ipc", "tcp");
    }
}
