package io.reactivezmq.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands against each other, over TCP. */
class ZmqcatTest {

    private static final String ANY = "tcp://127.0.0.1:*";

    /** Nothing listens there. */
    private static final String UNUSED = "tcp://127.0.0.1:9";

    @TempDir
    Path directory;

    @Test
    void pushedLinesArePulled() {
        CommandRun pull = CommandRun.start("pull", "-b", ANY, "-n", "3");
        CommandRun push = CommandRun.withInput("one\ntwo\tframes\nthree\n", "push", "-c", pull.endpoint());
        assertThat(push.status()).isZero();
        assertThat(pull.output()).isEqualTo("one\ntwo\tframes\nthree\n");
    }

    @Test
    void argumentsAreSentAgainUntilTheCountIsReached() {
        CommandRun pull = CommandRun.start("pull", "-b", ANY, "-n", "5");
        CommandRun push = CommandRun.start("push", "-c", pull.endpoint(), "-n", "5", "a", "b");
        assertThat(push.status()).isZero();
        assertThat(pull.output()).isEqualTo("a\nb\na\nb\na\n");
    }

    @Test
    void anArgumentIsOneMessage() {
        CommandRun pull = CommandRun.start("pull", "-b", ANY, "-n", "2", "--hex");
        assertThat(CommandRun.start("push", "-c", pull.endpoint(), "a\nb").status())
                .isZero();
        assertThat(CommandRun.start("push", "-c", pull.endpoint(), "--raw", "c").status())
                .isZero();
        assertThat(pull.output()).isEqualTo("610a62\n63\n");
    }

    @Test
    void aSubscriberGetsItsTopics() {
        CommandRun pub = CommandRun.withInput("b 1\na 1\na 2\n", "pub", "-b", ANY, "--await", "1");
        CommandRun sub = CommandRun.start("sub", "-c", pub.endpoint(), "-s", "a", "-n", "2");
        assertThat(sub.output()).isEqualTo("a 1\na 2\n");
        assertThat(pub.status()).isZero();
    }

    @Test
    void requestsAreAnsweredInOrder() {
        CommandRun rep = CommandRun.start("rep", "-b", ANY, "--exec", "tr a-z A-Z", "-n", "3");
        CommandRun req =
                CommandRun.withInput("one\ntwo\nthree\n", "req", "-c", rep.endpoint(), "--in-flight", "3", "-n", "3");
        assertThat(req.output()).isEqualTo("ONE\nTWO\nTHREE\n");
        assertThat(req.status()).isZero();
        assertThat(rep.status()).isZero();
    }

    @Test
    void anyNumberOfCommandsAnswersAtTheSameTime() {
        CommandRun rep = CommandRun.start("rep", "-b", ANY, "--exec", "cat", "-n", "200");
        String requests = "request\n".repeat(200);
        CommandRun req = CommandRun.withInput(requests, "req", "-c", rep.endpoint(), "--in-flight", "200", "-n", "200");
        assertThat(req.output()).isEqualTo(requests);
        assertThat(rep.status()).isZero();
    }

    @Test
    void outputThatIsLostIsAFailure() throws Exception {
        CommandRun pull = CommandRun.withClosedOutput("pull", "-b", ANY, "-n", "1");
        assertThat(CommandRun.start("push", "-c", pull.endpoint(), "lost").status())
                .isZero();
        HttpServer actuator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        actuator.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        actuator.start();
        try {
            String url = "http://127.0.0.1:" + actuator.getAddress().getPort();
            for (CommandRun run : List.of(
                    pull,
                    CommandRun.withClosedOutput("monitor", url, "-i", "0.01"),
                    CommandRun.withClosedOutput("pull", "--help"))) {
                assertThat(run.status()).isEqualTo(1);
                assertThat(run.errors()).endsWith("zmqcat: the standard output is closed\n");
            }
        } finally {
            actuator.stop(0);
        }
    }

    @Test
    void noEventLoopWaitsForTheStandardError() {
        CommandRun pull = CommandRun.start("pull", "-b", ANY, "-v", "-t", "0.3");
        assertThat(pull.status()).isEqualTo(3);
        assertThat(pull.writersOfErrors()).hasSizeGreaterThan(1).allMatch(name -> name.startsWith("zmqcat"));
    }

    @Test
    void givenAnswersAreGivenInTurn() {
        CommandRun rep = CommandRun.start("rep", "-b", ANY, "-n", "2", "first", "second");
        assertThat(CommandRun.start("req", "-c", rep.endpoint(), "ping").output())
                .isEqualTo("first\n");
        assertThat(CommandRun.start("req", "-c", rep.endpoint(), "pong").output())
                .isEqualTo("second\n");
        assertThat(rep.output()).isEqualTo("ping\npong\n");
    }

    @Test
    void aPairTalksBothWays() {
        CommandRun one = CommandRun.start("pair", "-b", ANY, "-n", "1", "from one");
        CommandRun other = CommandRun.start("pair", "-c", one.endpoint(), "-n", "1", "from the other");
        assertThat(one.output()).isEqualTo("from the other\n");
        assertThat(other.output()).isEqualTo("from one\n");
    }

    @Test
    void withoutAPeerARequestEndsWithTheTimeout() {
        CommandRun req = CommandRun.start("req", "-c", UNUSED, "-n1", "-t0.3", "--linger", "0", "ping");
        assertThat(req.status()).isEqualTo(3);
        assertThat(req.errors()).contains("no message for 300 ms");
    }

    @Test
    void anInputThatIsTooShortEndsWithTheSameStatus() {
        CommandRun pull = CommandRun.start("pull", "-b", ANY, "-n", "1");
        CommandRun push = CommandRun.withInput("one\n", "push", "-c", pull.endpoint(), "-n", "2");
        assertThat(push.status()).isEqualTo(3);
        assertThat(push.errors()).contains("1 of 2 messages");
        assertThat(pull.output()).isEqualTo("one\n");
    }

    @Test
    void anAddressInUseIsReported() {
        CommandRun first = CommandRun.start("pull", "-b", ANY, "-t", "5");
        CommandRun second = CommandRun.start("pull", "-b", first.endpoint());
        assertThat(second.status()).isEqualTo(4);
        assertThat(second.errors()).contains(first.endpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull",
                "pull -c nonsense",
                "pull -c tcp://127.0.0.1:9 -Q -J",
                "pull -c tcp://127.0.0.1:9 -t soon",
                "pull -c tcp://127.0.0.1:9 --curve-server-key short",
                "pull -c tcp://127.0.0.1:9 --curve-server",
                "push -c tcp://127.0.0.1:9 -J -n 2 []",
                "pull -c tcp://127.0.0.1:9 -i 1",
                "dish -b udp://127.0.0.1:9",
                "unknown"
            })
    void wrongUsageIsReported(String arguments) {
        CommandRun run = CommandRun.start(arguments.split(" "));
        assertThat(run.status()).as(run.errors()).isEqualTo(2);
        assertThat(run.errors()).isNotBlank();
    }

    @Test
    void keysAuthenticateAClient() throws Exception {
        Path authorized = Files.createDirectory(directory.resolve("authorized"));
        Path server = directory.resolve("server");
        assertThat(CommandRun.start("keygen", "-o", server.toString()).status()).isZero();
        assertThat(CommandRun.start("keygen", "-o", authorized.resolve("client").toString())
                        .status())
                .isZero();
        Path secret = authorized.resolve("client_secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        Path client = Files.move(secret, directory.resolve("client_secret"));
        CommandRun rep = CommandRun.start(
                "rep",
                "-b",
                ANY,
                "--echo",
                "--curve-server",
                "--curve-secret-file",
                server + "_secret",
                "--authorized-keys",
                authorized.toString(),
                "-n",
                "1");
        CommandRun stranger = CommandRun.start(
                "req", "-c", rep.endpoint(), "--curve-server-key", server.toString(), "--linger", "0", "ping");
        assertThat(stranger.status()).as(stranger.errors()).isEqualTo(5);
        CommandRun known = CommandRun.start(
                "req",
                "-c",
                rep.endpoint(),
                "--curve-server-key",
                server.toString(),
                "--curve-secret-file",
                client.toString(),
                "ping");
        assertThat(known.output()).isEqualTo("ping\n");
    }

    @Test
    void aBenchmarkPrintsPercentiles() {
        CommandRun rep = CommandRun.start("rep", "-b", ANY, "--echo", "-n", "300");
        CommandRun bench = CommandRun.start("bench", "-c", rep.endpoint(), "-n", "200", "--warm-up", "100", "--json");
        assertThat(bench.output()).contains("\"requests\":200", "\"p50_us\":", "\"p99.9_us\":");
    }

    @Test
    void eachCommandHasAnExample() {
        for (String each : List.of(
                "pub", "sub", "push", "pull", "req", "rep", "pair", "dealer", "router", "radio", "dish", "proxy",
                "bench", "monitor", "keygen")) {
            CommandRun help = CommandRun.start(each, "--help");
            assertThat(help.status()).isZero();
            assertThat(help.output()).contains("Example: ", "zmqcat " + each);
        }
    }
}
