package io.reactivezmq.zmtp.netty.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * An {@link SslContext} that is created again when one of its files or one of its supplied factories changes. It reads
 * files and calls application code, so it must not be used on an event loop.
 */
final class ReloadingSslContext {

    private static final Logger LOG = Loggers.getLogger(ReloadingSslContext.class);

    private final TlsMaterial material;
    private final Loader loader;
    private @Nullable SslContext context;
    private TlsMaterial.Factories factories = TlsMaterial.Factories.NONE;
    private List<String> stamps = List.of();

    /** Creates a context. */
    @FunctionalInterface
    interface Loader {

        SslContext load(TlsMaterial.Factories factories) throws Exception;
    }

    ReloadingSslContext(TlsMaterial material, Loader loader) {
        this.material = material;
        this.loader = loader;
    }

    /**
     * Returns the context for the current files and factories. When files cannot be read, that is the former one.
     *
     * @throws Exception when a factory is not supplied, when the context for a new factory cannot be created, or when
     *     there is no former context and the files cannot be loaded
     */
    SslContext current() throws Exception {
        // Not under the lock: a supplier may block.
        return current(material.factories());
    }

    private synchronized SslContext current(TlsMaterial.Factories supplied) throws Exception {
        SslContext former = supplied.equals(factories) ? context : null;
        try {
            List<String> now = stamps();
            if (former == null || !now.equals(stamps)) {
                SslContext loaded = loader.load(supplied);
                context = loaded;
                factories = supplied;
                stamps = now;
                return loaded;
            }
        } catch (Throwable failure) {
            if (former == null) {
                throw failure;
            }
            LOG.warn("Certificates cannot be read again; the former stay in use: {}", failure.toString());
        }
        return former;
    }

    private List<String> stamps() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : material.files()) {
            all.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
        return all;
    }
}
