package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.event.SocketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/parity.md")
class ParityDocumentTest {

    /** All that libzmq's header has, without {@code ZMQ_}. */
    private static final String OPTIONS = """
            SNDHWM RCVHWM LINGER ROUTING_ID CONNECT_ROUTING_ID SUBSCRIBE UNSUBSCRIBE RCVTIMEO SNDTIMEO
            RCVMORE TYPE FD LAST_ENDPOINT THREAD_SAFE MECHANISM IMMEDIATE RECONNECT_IVL RECONNECT_IVL_MAX
            RECONNECT_STOP CONNECT_TIMEOUT HANDSHAKE_IVL HEARTBEAT_IVL HEARTBEAT_TIMEOUT HEARTBEAT_TTL
            MAXMSGSIZE BACKLOG ROUTER_MANDATORY ROUTER_HANDOVER ROUTER_NOTIFY ROUTER_RAW PROBE_ROUTER
            REQ_CORRELATE REQ_RELAXED XPUB_VERBOSE XPUB_VERBOSER XPUB_MANUAL XPUB_MANUAL_LAST_VALUE
            XPUB_NODROP XPUB_WELCOME_MSG ONLY_FIRST_SUBSCRIBE XSUB_VERBOSE_UNSUBSCRIBE TOPICS_COUNT
            CONFLATE INVERT_MATCHING HELLO_MSG DISCONNECT_MSG HICCUP_MSG METADATA STREAM_NOTIFY IPV6
            IPV4ONLY TCP_KEEPALIVE TCP_KEEPALIVE_CNT TCP_KEEPALIVE_IDLE TCP_KEEPALIVE_INTVL TCP_MAXRT
            TCP_ACCEPT_FILTER TOS SNDBUF RCVBUF PRIORITY BUSY_POLL BINDTODEVICE USE_FD IPC_FILTER_PID
            IPC_FILTER_UID IPC_FILTER_GID PLAIN_SERVER PLAIN_USERNAME PLAIN_PASSWORD CURVE_SERVER
            CURVE_PUBLICKEY CURVE_SECRETKEY CURVE_SERVERKEY ZAP_DOMAIN ZAP_ENFORCE_DOMAIN GSSAPI_SERVER
            GSSAPI_PRINCIPAL GSSAPI_SERVICE_PRINCIPAL GSSAPI_PLAINTEXT GSSAPI_PRINCIPAL_NAMETYPE
            GSSAPI_SERVICE_PRINCIPAL_NAMETYPE SOCKS_PROXY SOCKS_USERNAME SOCKS_PASSWORD WSS_KEY_PEM
            WSS_CERT_PEM WSS_TRUST_PEM WSS_HOSTNAME WSS_TRUST_SYSTEM MULTICAST_HOPS MULTICAST_LOOP
            MULTICAST_MAXTPDU RATE RECOVERY_IVL AFFINITY IN_BATCH_SIZE OUT_BATCH_SIZE LOOPBACK_FASTPATH
            VMCI_BUFFER_SIZE VMCI_BUFFER_MIN_SIZE VMCI_BUFFER_MAX_SIZE VMCI_CONNECT_TIMEOUT NORM_MODE
            NORM_UNICAST_NACK NORM_BUFFER_SIZE NORM_SEGMENT_SIZE NORM_BLOCK_SIZE NORM_NUM_PARITY
            NORM_NUM_AUTOPARITY NORM_PUSH IO_THREADS MAX_SOCKETS SOCKET_LIMIT THREAD_PRIORITY
            THREAD_SCHED_POLICY THREAD_AFFINITY_CPU_ADD THREAD_AFFINITY_CPU_REMOVE THREAD_NAME_PREFIX
            MAX_MSGSZ BLOCKY ZERO_COPY_RECV
            EVENTS
            """;

    /** The same without {@code ZMQ_EVENT_}; each is a bit, the lowest first. */
    private static final String EVENTS = """
            CONNECTED CONNECT_DELAYED CONNECT_RETRIED LISTENING BIND_FAILED ACCEPTED ACCEPT_FAILED
            CLOSED CLOSE_FAILED DISCONNECTED MONITOR_STOPPED HANDSHAKE_FAILED_NO_DETAIL
            HANDSHAKE_SUCCEEDED HANDSHAKE_FAILED_PROTOCOL HANDSHAKE_FAILED_AUTH - PIPES_STATS
            """;

    /** The same without {@code ZMQ_PROTOCOL_ERROR_}. */
    private static final String PROTOCOL_ERRORS = """
            ZMTP_UNSPECIFIED ZMTP_UNEXPECTED_COMMAND ZMTP_INVALID_SEQUENCE ZMTP_KEY_EXCHANGE
            ZMTP_MALFORMED_COMMAND_UNSPECIFIED ZMTP_MALFORMED_COMMAND_MESSAGE ZMTP_MALFORMED_COMMAND_HELLO
            ZMTP_MALFORMED_COMMAND_INITIATE ZMTP_MALFORMED_COMMAND_ERROR ZMTP_MALFORMED_COMMAND_READY
            ZMTP_MALFORMED_COMMAND_WELCOME ZMTP_INVALID_METADATA ZMTP_CRYPTOGRAPHIC ZMTP_MECHANISM_MISMATCH
            ZAP_UNSPECIFIED ZAP_MALFORMED_REPLY ZAP_BAD_REQUEST_ID ZAP_BAD_VERSION ZAP_INVALID_STATUS_CODE
            ZAP_INVALID_METADATA WS_UNSPECIFIED
            """;

    private static final String TYPES = """
            PAIR PUB SUB REQ REP DEALER ROUTER PULL PUSH XPUB XSUB STREAM SERVER CLIENT RADIO DISH GATHER SCATTER
            DGRAM PEER CHANNEL
            """;

    private static String text() throws IOException {
        return Files.readString(Path.of("../docs/parity.md"));
    }

    private static List<String> rows() throws IOException {
        String text = text();
        return text.lines().filter(line -> line.matches("\\| [`–].*")).toList();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+"));
    }

    @Test
    @DisplayName("names only tests that there are, or says why there is none")
    void everyTestExists() throws IOException {
        assertThat(NamedTests.missing(text())).isEmpty();
        assertThat(rows()).allSatisfy(row -> {
            String[] columns = row.split("\\|");
            assertThat(columns).hasSizeBetween(4, 5);
            String shownBy = columns[columns.length - 1];
            assertThat(shownBy).isNotBlank();
            assertThat(NamedTests.count(row) > 0 || shownBy.length() > 15)
                    .as(row)
                    .isTrue();
        });
    }

    @Test
    @DisplayName("leaves out no option, type or event of libzmq's")
    void isComplete() throws IOException {
        String text = text();
        assertThat(words(OPTIONS))
                .hasSizeGreaterThan(100)
                .allSatisfy(option -> assertThat(text).contains("`ZMQ_" + option + "`"));
        List<String> events = words(EVENTS).toList();
        assertThat(events).hasSize(17);
        for (int bit = 0; bit < events.size(); bit++) {
            if (!events.get(bit).equals("-")) {
                assertThat(text).contains("| `ZMQ_EVENT_%s` | `0x%x`, ".formatted(events.get(bit), 1 << bit));
            }
        }
        assertThat(words(PROTOCOL_ERRORS))
                .hasSize(21)
                .allSatisfy(error -> assertThat(text).contains("| `ZMQ_PROTOCOL_ERROR_" + error + "` |"));
        assertThat(words(TYPES)).hasSize(21).allSatisfy(type -> assertThat(text).contains("| `" + type + "` |"));
    }

    @Test
    @DisplayName("has each protocol error of ours with its number")
    void knowsTheNumbers() throws IOException {
        String text = text();
        for (ProtocolError error : ProtocolError.values()) {
            assertThat(text).contains("| `%s` | `0x%08x` |".formatted(error, error.code()));
        }
    }

    @Test
    @DisplayName("knows every type and every event of ours")
    void knowsOurs() throws IOException {
        List<String> rows = rows();
        for (SocketType type : SocketType.values()) {
            assertThat(rows)
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `" + type.wireName() + "` | `")
                            .contains("#"));
        }
        for (Class<?> event : SocketEvent.class.getPermittedSubclasses()) {
            assertThat(text()).contains("`" + event.getSimpleName() + "`");
        }
    }
}
