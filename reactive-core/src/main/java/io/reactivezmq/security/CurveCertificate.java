package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CURVE key with metadata about its owner, in the file format of CZMQ and pyzmq. The file with the public key is
 * public. The file with both keys is meant for the owner only; its name ends in {@code _secret}.
 *
 * <pre>
 * metadata
 *     name = "value"
 * curve
 *     public-key = "40 characters of Z85"
 *     secret-key = "40 characters of Z85"
 * </pre>
 */
public final class CurveCertificate {

    static final String SECRET_SUFFIX = "_secret";
    private static final int MAX_FILE = 64 * 1024;

    private final CurvePublicKey publicKey;
    private final @Nullable CurveKeyPair keyPair;
    private final Map<String, String> metadata;

    private CurveCertificate(CurvePublicKey publicKey, @Nullable CurveKeyPair keyPair, Map<String, String> metadata) {
        metadata.forEach(CertificateText::check);
        this.publicKey = publicKey;
        this.keyPair = keyPair;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Creates a certificate with both keys.
     *
     * @param metadata names of letters, digits and {@code - _ . +}, and values of one line
     * @throws InvalidOptionException when the metadata cannot be written
     */
    public static CurveCertificate of(CurveKeyPair keyPair, Map<String, String> metadata) {
        return new CurveCertificate(keyPair.publicKey(), keyPair, metadata);
    }

    /**
     * Creates a certificate with the public key only.
     *
     * @param metadata names of letters, digits and {@code - _ . +}, and values of one line
     * @throws InvalidOptionException when the metadata cannot be written
     */
    public static CurveCertificate of(CurvePublicKey publicKey, Map<String, String> metadata) {
        return new CurveCertificate(publicKey, null, metadata);
    }

    /**
     * Reads a certificate file of at most 64 KiB. Blocks, so it must not be called on an event loop.
     *
     * @throws IOException when the file cannot be read
     * @throws InvalidOptionException when the file is too long, has no public key, or has an invalid key
     */
    public static CurveCertificate read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new InvalidOptionException("certificate", file, "a file of at most 64 KiB");
        }
        CertificateText text = CertificateText.parse(Files.readString(file, StandardCharsets.UTF_8));
        String publicKey = text.publicKey();
        String secretKey = text.secretKey();
        if (publicKey == null) {
            throw new InvalidOptionException("certificate", file, "a file with a public-key");
        }
        // CZMQ writes zeros in place of an unknown secret key.
        return secretKey == null || secretKey.equals("0".repeat(40))
                ? of(CurvePublicKey.of(publicKey), text.metadata())
                : of(CurveKeyPair.of(publicKey, secretKey), text.metadata());
    }

    /**
     * Writes two files: this one with the public key, and one with {@code _secret} appended to its name with both keys.
     * Where the file system supports it, only the owner may read the second file. Existing files are replaced, each
     * atomically. Blocks, so it must not be called on an event loop.
     *
     * @throws IOException when a file cannot be written
     * @throws InvalidOptionException when the secret key is not known
     */
    public void save(Path file) throws IOException {
        CurveKeyPair both = keyPair()
                .orElseThrow(() -> new InvalidOptionException(
                        "certificate", publicKey, "one with a secret key, to be written with it"));
        savePublic(file);
        write(
                file.resolveSibling(file.getFileName() + SECRET_SUFFIX),
                CertificateText.of(metadata, publicKey.z85(), both.secretKey().z85()),
                true);
    }

    /**
     * Writes a file with the public key only. Blocks, so it must not be called on an event loop.
     *
     * @throws IOException when the file cannot be written
     */
    public void savePublic(Path file) throws IOException {
        write(file, CertificateText.of(metadata, publicKey.z85(), null), false);
    }

    private static void write(Path file, String text, boolean secret) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))
                }
                : new FileAttribute<?>[0];
        // Hidden, so that a CertificateDirectory does not read the file before it is complete.
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".", SECRET_SUFFIX, attributes);
        try {
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Returns the public key, which every certificate contains. */
    public CurvePublicKey publicKey() {
        return publicKey;
    }

    /** Returns both keys, if the secret one is known. */
    public Optional<CurveKeyPair> keyPair() {
        return Optional.ofNullable(keyPair);
    }

    /** Returns the metadata about the owner. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return "CurveCertificate[" + publicKey + (keyPair == null ? "" : " with its secret half") + ", " + metadata
                + "]";
    }
}
