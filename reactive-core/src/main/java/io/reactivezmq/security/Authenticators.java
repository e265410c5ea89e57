package io.reactivezmq.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Ready-made authenticators. {@link Authenticator#and} combines them. */
public final class Authenticators {

    private static final byte[] UNKNOWN_USERS = new byte[16];

    private Authenticators() {}

    /**
     * Returns an authenticator for PLAIN that accepts users with the right password. The name becomes the user id. The
     * map is copied.
     */
    public static Authenticator passwords(Map<String, String> passwordsByUser) {
        Map<String, byte[]> table = new HashMap<>();
        passwordsByUser.forEach((user, password) -> table.put(user, password.getBytes(StandardCharsets.UTF_8)));
        return request -> Mono.just(
                request.credentials() instanceof Credentials.UserPassword shown
                        ? check(shown, table.get(shown.user()))
                        : AuthResult.refused("PLAIN is wanted, not " + request.mechanism()));
    }

    private static AuthResult check(Credentials.UserPassword shown, byte @org.jspecify.annotations.Nullable [] wanted) {
        // The check takes as long for an unknown user as for a wrong password.
        boolean same = MessageDigest.isEqual(
                shown.password().getBytes(StandardCharsets.UTF_8), wanted == null ? UNKNOWN_USERS : wanted);
        return same && wanted != null
                ? AuthResult.accepted(shown.user())
                : AuthResult.refused("unknown user or wrong password");
    }

    /**
     * Returns an authenticator for CURVE that accepts the owners of these keys. The key in Z85 becomes the user id. The
     * collection is copied.
     */
    public static Authenticator publicKeys(Collection<CurvePublicKey> keys) {
        Set<CurvePublicKey> known = Set.copyOf(keys);
        return request -> Mono.just(
                request.credentials() instanceof Credentials.PublicKey shown && known.contains(shown.key())
                        ? AuthResult.accepted(shown.key().z85())
                        : AuthResult.refused("a known CURVE key is wanted"));
    }

    /**
     * Returns an authenticator for CURVE that accepts the owners of the certificates in a directory. See
     * {@link CertificateDirectory}.
     */
    public static Authenticator certificates(Path directory) {
        return new CertificateDirectory(directory);
    }

    /**
     * Returns an authenticator that accepts only peers from these addresses, under any mechanism. A peer whose address
     * is not an IP address is refused.
     *
     * @param addresses numeric IP addresses, or ranges such as {@code 10.0.0.0/8} and {@code fd00::/8}
     * @throws io.reactivezmq.error.InvalidOptionException when one is neither
     */
    public static Authenticator allowAddresses(String... addresses) {
        List<AddressRange> ranges = ranges(addresses);
        return request -> Mono.just(
                AddressRange.anyHas(ranges, request.address())
                        ? AuthResult.accepted()
                        : AuthResult.refused("the address is not on the list"));
    }

    /**
     * Returns an authenticator that refuses peers from these addresses, under any mechanism. A peer whose address is
     * not an IP address is accepted.
     *
     * @param addresses numeric IP addresses, or ranges such as {@code 10.0.0.0/8} and {@code fd00::/8}
     * @throws io.reactivezmq.error.InvalidOptionException when one is neither
     */
    public static Authenticator denyAddresses(String... addresses) {
        List<AddressRange> ranges = ranges(addresses);
        return request -> Mono.just(
                AddressRange.anyHas(ranges, request.address())
                        ? AuthResult.refused("the address is denied")
                        : AuthResult.accepted());
    }

    private static List<AddressRange> ranges(String... addresses) {
        return Stream.of(addresses).map(AddressRange::parse).toList();
    }
}
