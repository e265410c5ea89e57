package io.reactivezmq.zmtp.netty.tcp;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.reactivezmq.error.ZmqException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time for which the answers of other resolvers are awaited. A later answer is ignored. Used for one
 * attempt, which closes it at its end.
 */
final class LimitedNames extends AddressResolverGroup<InetSocketAddress> {

    private final AddressResolverGroup<InetSocketAddress> names;
    private final Duration limit;
    private final Supplier<ZmqException> tooLate;
    private final Runnable onClose;
    private @Nullable Future<?> timer;

    /**
     * Creates the limit of one attempt.
     *
     * @param onClose ends a lookup that the resolvers have not answered
     */
    LimitedNames(
            AddressResolverGroup<InetSocketAddress> names,
            Duration limit,
            Supplier<ZmqException> tooLate,
            Runnable onClose) {
        this.names = names;
        this.limit = limit;
        this.tooLate = tooLate;
        this.onClose = onClose;
    }

    /** Ends the wait for an answer. The other resolvers stay open, as attempts may share them. */
    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        onClose.run();
    }

    /** Returns a resolver for one attempt, so it does not cache resolvers as other groups do. */
    @Override
    public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
        return newResolver(executor);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Limited(names.getResolver(executor), executor);
    }

    private final class Limited implements AddressResolver<InetSocketAddress> {

        private final AddressResolver<InetSocketAddress> resolver;
        private final EventExecutor executor;

        Limited(AddressResolver<InetSocketAddress> resolver, EventExecutor executor) {
            this.resolver = resolver;
            this.executor = executor;
        }

        @Override
        public boolean isSupported(SocketAddress address) {
            return resolver.isSupported(address);
        }

        @Override
        public boolean isResolved(SocketAddress address) {
            return resolver.isResolved(address);
        }

        @Override
        public Future<InetSocketAddress> resolve(SocketAddress address) {
            return resolve(address, executor.newPromise());
        }

        @Override
        public Future<InetSocketAddress> resolve(SocketAddress address, Promise<InetSocketAddress> promise) {
            return limited(() -> resolver.resolve(address), promise);
        }

        @Override
        public Future<List<InetSocketAddress>> resolveAll(SocketAddress address) {
            return resolveAll(address, executor.newPromise());
        }

        @Override
        public Future<List<InetSocketAddress>> resolveAll(
                SocketAddress address, Promise<List<InetSocketAddress>> promise) {
            return limited(() -> resolver.resolveAll(address), promise);
        }

        private <T> Future<T> limited(Supplier<Future<T>> lookup, Promise<T> promise) {
            Future<?> end =
                    executor.schedule(() -> promise.tryFailure(tooLate.get()), limit.toNanos(), TimeUnit.NANOSECONDS);
            timer = end;
            promise.addListener(done -> end.cancel(false));
            lookup.get().addListener((Future<T> answer) -> {
                if (answer.isSuccess()) {
                    promise.trySuccess(answer.getNow());
                } else {
                    promise.tryFailure(answer.cause());
                }
            });
            return promise;
        }

        @Override
        public void close() {}
    }
}
