package io.reactivezmq.security;

import io.reactivezmq.error.ZmqException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Accepts the owners of the CURVE certificates in a directory and its subdirectories. Every file is a certificate,
 * except hidden files and files whose name ends in {@code _secret}.
 *
 * <p>For each peer the directory is checked for new, changed and removed files, on a thread that may block. The user id
 * is the public key in Z85, as in CZMQ and pyzmq. The result has the metadata of the certificate.
 *
 * <p>A file that cannot be read accepts no peer; {@link #problems()} reports it. When the directory itself cannot be
 * read, no peer is accepted.
 */
public final class CertificateDirectory implements Authenticator {

    private static final int DEPTH = 16;

    private final Path directory;

    /** This field and the next are guarded by {@code this}. */
    private Map<Path, Entry> entries = Map.of();

    private Map<CurvePublicKey, CurveCertificate> byKey = Map.of();

    /** The state of a file when it was read last, and the result. */
    private record Entry(
            Stamp stamp,
            @Nullable CurveCertificate certificate,
            @Nullable String problem) {}

    private record Stamp(long modified, long size, @Nullable Object file) {}

    /** Creates an authenticator for this directory, which need not exist yet. */
    public CertificateDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public Mono<AuthResult> authenticate(AuthRequest request) {
        if (!(request.credentials() instanceof Credentials.PublicKey shown)) {
            return Mono.just(AuthResult.refused("CURVE is wanted, not " + request.mechanism()));
        }
        return Mono.fromCallable(() -> find(shown.key())
                        .map(known -> AuthResult.accepted(shown.key().z85(), known.metadata()))
                        .orElseGet(() -> AuthResult.refused("the key is not known")))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Returns the certificate of a key, if it is in the directory now. Blocks, so it must not be called on an event
     * loop.
     *
     * @throws IOException when the directory cannot be read
     */
    public synchronized Optional<CurveCertificate> find(CurvePublicKey key) throws IOException {
        refresh();
        return Optional.ofNullable(byKey.get(key));
    }

    /** Returns the files that could not be read at the last check, with the reasons. */
    public synchronized Map<Path, String> problems() {
        Map<Path, String> problems = new HashMap<>();
        entries.forEach((file, entry) -> {
            if (entry.problem() != null) {
                problems.put(file, entry.problem());
            }
        });
        return problems;
    }

    private void refresh() throws IOException {
        // In the order of the files: of two with the same key, the last one counts.
        Map<Path, Entry> now = new LinkedHashMap<>();
        boolean changed = false;
        for (Path file : files()) {
            Stamp stamp = stamp(file);
            if (stamp != null) {
                Entry known = entries.get(file);
                boolean same = known != null && known.stamp().equals(stamp);
                now.put(file, same ? known : read(file, stamp));
                changed |= !same;
            }
        }
        if (changed || now.size() != entries.size()) {
            Map<CurvePublicKey, CurveCertificate> keys = new HashMap<>();
            now.values().forEach(entry -> {
                if (entry.certificate() != null) {
                    keys.put(entry.certificate().publicKey(), entry.certificate());
                }
            });
            byKey = keys;
        }
        entries = now;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory, DEPTH)) {
            return all.filter(CertificateDirectory::mayBeCertificate).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean mayBeCertificate(Path file) {
        Path name = file.getFileName();
        return name != null
                && !name.toString().startsWith(".")
                && !name.toString().endsWith(CurveCertificate.SECRET_SUFFIX)
                && Files.isRegularFile(file);
    }

    private static @Nullable Stamp stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            // The file was removed after it was listed.
            return null;
        }
    }

    private static Entry read(Path file, Stamp stamp) {
        try {
            return new Entry(stamp, CurveCertificate.read(file), null);
        } catch (IOException | ZmqException e) {
            return new Entry(stamp, null, String.valueOf(e.getMessage()));
        }
    }
}
