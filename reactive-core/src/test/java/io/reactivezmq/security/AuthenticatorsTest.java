package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.security.AuthResult.Status;
import io.reactivezmq.security.Credentials.Anonymous;
import io.reactivezmq.security.Credentials.UserPassword;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class AuthenticatorsTest {

    private static AuthRequest request(String address, Credentials credentials) {
        return new AuthRequest("domain", address, new byte[0], credentials);
    }

    private static AuthResult ask(Authenticator authenticator, String address, Credentials credentials) {
        return Objects.requireNonNull(
                authenticator.authenticate(request(address, credentials)).block());
    }

    @Test
    void aTableOfPasswords() {
        Authenticator table = Authenticators.passwords(Map.of("alice", "geheim", "empty", "", "zero", "\0".repeat(16)));
        assertThat(ask(table, "::1", new UserPassword("alice", "geheim"))).isEqualTo(AuthResult.accepted("alice"));
        assertThat(ask(table, "::1", new UserPassword("empty", "")).isAccepted())
                .isTrue();
        for (Credentials wrong : new Credentials[] {
            new UserPassword("alice", "Geheim"),
            new UserPassword("alice", ""),
            new UserPassword("bob", "geheim"),
            new UserPassword("bob", "\0".repeat(16)),
            new UserPassword("", ""),
            new Anonymous()
        }) {
            assertThat(ask(table, "::1", wrong).status()).as("%s", wrong).isEqualTo(Status.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.0.0.0/8, 10.255.3.4, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.7.128/25, 192.168.7.129, true",
        "192.168.7.128/25, 192.168.7.127, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::ffff:10.1.2.3, 10.1.2.3, true",
        "127.0.0.1, localhost, false",
        "127.0.0.1, '', false",
    })
    void addresses(String listed, String address, boolean on) {
        assertThat(ask(Authenticators.allowAddresses("8.8.8.8", listed), address, new Anonymous())
                        .isAccepted())
                .isEqualTo(on);
        assertThat(ask(Authenticators.denyAddresses("8.8.8.8", listed), address, new Anonymous())
                        .isAccepted())
                .isEqualTo(!on);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "::1/129",
                "1.2.3.444",
                "/8"
            })
    void whatIsNoAddressIsRefusedAtOnce(String text) {
        assertThatThrownBy(() -> Authenticators.allowAddresses(text)).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void severalMustAllAccept() {
        Authenticator table = Authenticators.passwords(Map.of("alice", "geheim"));
        Authenticator both = Authenticators.allowAddresses("127.0.0.1").and(table);
        UserPassword alice = new UserPassword("alice", "geheim");
        assertThat(ask(both, "127.0.0.1", alice).userId()).isEqualTo("alice");
        assertThat(ask(both, "127.0.0.2", alice).text()).contains("address");
        assertThat(ask(both, "127.0.0.1", new Anonymous()).status()).isEqualTo(Status.REFUSED);
        assertThat(ask(table.and(Authenticators.allowAddresses("127.0.0.1")), "127.0.0.1", alice)
                        .userId())
                .isEqualTo("alice");
    }

    @Test
    void theNextOnesWordWeighsMore() {
        Authenticator first = request -> Mono.just(AuthResult.accepted("one", Map.of("a", "1", "b", "1")));
        Authenticator second = request -> Mono.just(AuthResult.accepted("two", Map.of("b", "2")));
        AuthResult result = ask(first.and(second), "", new Anonymous());
        assertThat(result.userId()).isEqualTo("two");
        assertThat(result.metadata()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2"));
    }

    @Test
    void requestsPrintNoSecrets() {
        assertThat(request("1.2.3.4", new UserPassword("alice", "geheim")).toString())
                .contains("alice", "1.2.3.4", "domain")
                .doesNotContain("geheim");
    }
}
