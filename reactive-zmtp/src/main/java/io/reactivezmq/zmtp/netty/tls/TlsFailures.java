package io.reactivezmq.zmtp.netty.tls;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.error.ZmqException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Maps failures of TLS to the exceptions of this library. */
final class TlsFailures {

    private static final int DEEPEST = 16;

    private TlsFailures() {}

    /** Returns the matching exception of this library if the failure is about TLS; otherwise the failure itself. */
    static Throwable named(String address, Throwable failure) {
        if (failure instanceof ZmqException) {
            return failure;
        }
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ZmqException) {
            return cause;
        }
        if (cause instanceof ClosedChannelException) {
            return new PeerLostException(address, "the peer closed the connection during TLS", cause);
        }
        return cause instanceof SSLException || failure instanceof DecoderException
                ? new TlsFailedException(address, reason(cause), cause)
                : failure;
    }

    private static Reason reason(Throwable failure) {
        if (failure instanceof NotSslRecordException) {
            return Reason.NOT_TLS;
        }
        boolean certificate = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Reason reason = ofCertificate(cause);
            if (reason != null) {
                return reason;
            }
            certificate |= cause instanceof CertificateException;
            cause = cause.getCause();
        }
        if (certificate) {
            // The JDK has no exception type for a wrong name, which is the only certificate problem that remains.
            return Reason.WRONG_NAME;
        }
        // The JDK has no exception type for alerts from the peer either.
        return String.valueOf(failure.getMessage()).contains("Received fatal alert") ? Reason.REFUSED : Reason.OTHER;
    }

    private static @Nullable Reason ofCertificate(Throwable cause) {
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return Reason.EXPIRED;
        }
        if (cause instanceof CertPathValidatorException path) {
            return path.getReason() == BasicReason.EXPIRED || path.getReason() == BasicReason.NOT_YET_VALID
                    ? Reason.EXPIRED
                    : Reason.UNTRUSTED;
        }
        return cause instanceof CertPathBuilderException ? Reason.UNTRUSTED : null;
    }
}
