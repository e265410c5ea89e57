package io.reactivezmq.spring.boot;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveCertificate;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.security.CurveSecretKey;
import io.reactivezmq.spring.boot.ZmqProperties.Curve;
import io.reactivezmq.spring.boot.ZmqProperties.Plain;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets the credentials of a socket and whom it accepts: CURVE, PLAIN and the keys of clients. */
final class SocketSecurityMapper {

    private final OptionSetter set;
    private final OptionSetter common;
    private final SocketOptions<?> options;

    /** Creates a mapper. The second setter names properties of the defaults. */
    SocketSecurityMapper(OptionSetter set, OptionSetter common) {
        this.set = set;
        this.common = common;
        this.options = set.options();
    }

    /** Sets the mechanism of the details if they have one, otherwise that of the properties. */
    void apply(Socket own, SocketDefaults defaults, String name, Details details) {
        Curve curve = defaults.curve(own);
        Plain plain = defaults.plain(own);
        ZmqConnectionDetails.Curve otherCurve = details.first(each -> each.getCurve(name));
        ZmqConnectionDetails.Plain otherPlain = details.first(each -> each.getPlain(name));
        boolean curveServer = false;
        if (otherCurve != null) {
            curveServer = apply(otherCurve);
        } else if (otherPlain != null) {
            options.plainClient(otherPlain.user(), otherPlain.password());
        } else if (isSet(curve)) {
            OptionSetter from = plain == own.plain() ? set : common;
            refuse(from, isSet(plain), "plain", "is set together with curve", "choose one of the two");
            curveServer = apply(curve(curve, own.curve()));
        } else {
            plain(plain == own.plain() ? set : common, plain);
        }
        authorize(own, defaults, curveServer);
    }

    /** Returns the setter for a property that is null if its value is that of the defaults. */
    private OptionSetter from(@Nullable Object own) {
        return own == null ? common : set;
    }

    private static boolean isSet(Curve given) {
        return given.serverKey() != null || given.secretKey() != null || given.certificate() != null;
    }

    private static boolean isSet(Plain given) {
        return given.user() != null || given.password() != null || given.users() != null;
    }

    /** Returns whether the socket is a server. */
    private boolean apply(ZmqConnectionDetails.Curve curve) {
        if (curve.serverKey() == null) {
            options.curveServer(curve.keyPair());
            return true;
        }
        options.curveClient(curve.serverKey(), curve.keyPair());
        return false;
    }

    private ZmqConnectionDetails.Curve curve(Curve given, Curve own) {
        refuse(
                from(own.certificate()),
                given.secretKey() != null && given.certificate() != null,
                "curve.certificate",
                "is set together with curve.secret-key",
                "choose one of the two");
        CurvePublicKey serverKey =
                key(from(own.serverKey()), "curve.server-key", given.serverKey(), CurvePublicKey::of);
        CurveSecretKey secretKey =
                key(from(own.secretKey()), "curve.secret-key", given.secretKey(), CurveSecretKey::of);
        CurveKeyPair keys = secretKey == null
                ? certificate(from(own.certificate()), given.certificate())
                : CurveKeyPair.of(secretKey);
        return new ZmqConnectionDetails.Curve(serverKey, keys == null ? CurveKeyPair.generate() : keys);
    }

    private static <K> @Nullable K key(
            OptionSetter from, String property, @Nullable String text, Function<String, K> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (InvalidOptionException refused) {
            // The text may be a secret, so neither it nor the cause is shown.
            throw from.invalid(
                    property,
                    "is no key, but a text of " + text.length() + " characters",
                    "set it to the 40 characters of Z85 of a key",
                    null);
        }
    }

    private static @Nullable CurveKeyPair certificate(OptionSetter from, @Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            return CurveCertificate.read(file)
                    .keyPair()
                    .orElseThrow(() -> from.invalid(
                            "curve.certificate",
                            "has no secret key in " + file,
                            "name the file with both keys, which ends with _secret",
                            null));
        } catch (IOException | InvalidOptionException unreadable) {
            throw from.invalid(
                    "curve.certificate",
                    "cannot be read from " + file,
                    "name a certificate file of CZMQ or pyzmq",
                    unreadable);
        }
    }

    private void plain(OptionSetter from, Plain given) {
        refuse(
                from,
                given.password() != null && given.user() == null,
                "plain.password",
                "is set without a user",
                "set plain.user too, or plain.users on a server");
        refuse(
                from,
                given.users() != null && given.user() != null,
                "plain.users",
                "is set together with plain.user",
                "choose the first for a server, the other for a client");
        String user = given.user();
        if (user != null) {
            from.set("plain.user", user, name -> options.plainClient(name, ""));
            from.set("plain.password", given.password(), password -> options.plainClient(user, password));
        }
        from.set(
                "plain.users",
                given.users(),
                users -> options.plainServer().authenticator(Authenticators.passwords(users)));
    }

    private void authorize(Socket own, SocketDefaults defaults, boolean curveServer) {
        if (!curveServer) {
            String problem = "is set, but the socket is no server of CURVE";
            String action = "set curve.secret-key or curve.certificate, and no curve.server-key";
            refuse(set, own.authorizedKeys() != null, "authorized-keys", problem, action);
            refuse(set, own.authorizedCertificates() != null, "authorized-certificates", problem, action);
            return;
        }
        Socket given =
                own.authorizedKeys() == null && own.authorizedCertificates() == null ? defaults.properties() : own;
        OptionSetter from = given == own ? set : common;
        List<String> keys = given.authorizedKeys();
        Path certificates = given.authorizedCertificates();
        refuse(
                from,
                keys != null && certificates != null,
                "authorized-certificates",
                "is set together with authorized-keys",
                "choose one of the two");
        if (keys != null) {
            options.authenticator(Authenticators.publicKeys(publicKeys(from, keys)));
        } else if (certificates != null) {
            options.authenticator(Authenticators.certificates(certificates));
        }
    }

    private static List<CurvePublicKey> publicKeys(OptionSetter from, List<String> texts) {
        List<CurvePublicKey> keys = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            CurvePublicKey key = key(from, "authorized-keys[" + i + "]", texts.get(i), CurvePublicKey::of);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static void refuse(OptionSetter from, boolean wrong, String property, String problem, String action) {
        if (wrong) {
            throw from.invalid(property, problem, action, null);
        }
    }
}
