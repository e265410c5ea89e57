package io.reactivezmq.zmtp.netty.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * An {@link SslContext} that is loaded again when one of its files changes. It reads files, so it must not be used on
 * an event loop.
 */
final class ReloadingSslContext {

    private static final Logger LOG = Loggers.getLogger(ReloadingSslContext.class);

    private final List<Path> files;
    private final Callable<SslContext> loader;
    private @Nullable SslContext context;
    private List<String> stamps = List.of();

    ReloadingSslContext(List<Path> files, Callable<SslContext> loader) {
        this.files = files;
        this.loader = loader;
    }

    /**
     * Returns the context for the current files, or the former one when they cannot be read.
     *
     * @throws Exception when there is no former context and the files cannot be loaded
     */
    synchronized SslContext current() throws Exception {
        SslContext former = context;
        try {
            List<String> now = stamps();
            if (former == null || !now.equals(stamps)) {
                SslContext loaded = loader.call();
                context = loaded;
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
        for (Path file : files) {
            all.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
        return all;
    }
}
