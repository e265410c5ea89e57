package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.NettyDial;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Resolves host names to all their addresses, anew at each attempt to connect. */
public final class HostNames {

    /**
     * The time for which an answer is reused, in seconds: only lookups at the same moment share it, so that thousands
     * of attempts do not cause thousands of queries.
     */
    private static final int SECONDS_AN_ANSWER_IS_KEPT = 1;

    /** The resolver groups by kind of loop and address family. */
    private static final @Nullable DnsAddressResolverGroup[] DNS = new DnsAddressResolverGroup[4];

    private HostNames() {}

    /**
     * Calls the action with the resolvers for one attempt to dial a name on this loop. Their answer is awaited for at
     * most the {@linkplain NettyDial#limit limit} of the attempt. A lookup by the application's resolver is canceled
     * when the action's {@code Mono} has ended or has been canceled.
     */
    static <T> Mono<T> with(
            LinkHost host,
            EventLoop loop,
            Function<AddressResolverGroup<InetSocketAddress>, Mono<? extends T>> action) {
        return Mono.using(() -> limited(host, loop), action, LimitedNames::close);
    }

    private static LimitedNames limited(LinkHost host, EventLoop loop) {
        boolean ipv6 = host.settings().transport().tcp().ipv6();
        HostResolver resolver = host.resolver();
        Duration limit = NettyDial.limit(host);
        Supplier<ZmqException> tooLate = () -> NettyDial.timeout(host, limit);
        if (resolver == null) {
            return new LimitedNames(dns(NettyLoopGroup.isEpoll(loop), ipv6), limit, tooLate, () -> {});
        }
        Chosen chosen = new Chosen(resolver, ipv6);
        return new LimitedNames(chosen, limit, tooLate, chosen::cancel);
    }

    /** Resolves this route to the first address of its name, for callers that do not try all of them. */
    public static Mono<InetSocketAddress> resolve(TcpRoute route, LinkHost host, EventLoop loop) {
        InetSocketAddress remote = route.remote();
        if (!remote.isUnresolved()) {
            return Mono.just(remote);
        }
        return with(
                host,
                loop,
                names -> Mono.<InetSocketAddress>create(sink -> {
                    Future<InetSocketAddress> answer = names.getResolver(loop).resolve(remote);
                    sink.onCancel(() -> answer.cancel(false));
                    answer.addListener(done -> {
                        if (done.isSuccess()) {
                            sink.success(answer.getNow());
                        } else if (!done.isCancelled()) {
                            sink.error(done.cause());
                        }
                    });
                }));
    }

    private static DnsAddressResolverGroup dns(boolean epoll, boolean ipv6) {
        int kind = (epoll ? 2 : 0) + (ipv6 ? 1 : 0);
        synchronized (DNS) {
            DnsAddressResolverGroup there = DNS[kind];
            if (there == null) {
                there = new DnsAddressResolverGroup(builder(epoll, ipv6));
                DNS[kind] = there;
            }
            return there;
        }
    }

    private static DnsNameResolverBuilder builder(boolean epoll, boolean ipv6) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder()
                .ttl(0, SECONDS_AN_ANSWER_IS_KEPT)
                // The other strategy keeps a UDP socket per event loop, which sometimes outlives its loop without being
                // closed.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                // Otherwise the resolver does not wait for the addresses of the other family.
                .completeOncePreferredResolved(false);
        if (!ipv6) {
            builder.resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY);
        }
        return epoll
                ? builder.datagramChannelFactory(EpollDatagramChannel::new)
                        .socketChannelFactory(EpollSocketChannel::new)
                : builder.datagramChannelFactory(NioDatagramChannel::new).socketChannelFactory(NioSocketChannel::new);
    }

    /**
     * Resolves names with the application's {@link HostResolver}. For one attempt, so it does not cache resolvers as
     * other groups do.
     */
    private static final class Chosen extends AddressResolverGroup<InetSocketAddress> {

        private final HostResolver resolver;
        private final boolean ipv6;
        private final Disposable.Swap lookup = Disposables.swap();

        Chosen(HostResolver resolver, boolean ipv6) {
            this.resolver = resolver;
            this.ipv6 = ipv6;
        }

        @Override
        public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
            return newResolver(executor);
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new ChosenNames(executor, resolver, ipv6, lookup).asAddressResolver();
        }

        /** Cancels a lookup that has no answer yet, and all later ones. */
        void cancel() {
            try {
                lookup.dispose();
            } catch (Throwable failure) {
                // The resolver is application code: any error in it ends its lookup and nothing else.
                Operators.onErrorDropped(failure, Context.empty());
            }
        }
    }

    private static final class ChosenNames extends InetNameResolver {

        private final HostResolver resolver;
        private final boolean ipv6;
        private final Disposable.Swap lookup;

        ChosenNames(EventExecutor executor, HostResolver resolver, boolean ipv6, Disposable.Swap lookup) {
            super(executor);
            this.resolver = resolver;
            this.ipv6 = ipv6;
            this.lookup = lookup;
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            try {
                lookup.update(resolver.resolve(host)
                        .map(this::wanted)
                        .subscribe(
                                addresses -> onLoop(() -> answer(host, addresses, promise)),
                                failure -> onLoop(() -> promise.tryFailure(failure)),
                                () -> onLoop(() -> promise.tryFailure(new UnknownHostException(host)))));
            } catch (Throwable failure) {
                // The resolver is application code: any error in it ends this attempt and nothing else.
                onLoop(() -> promise.tryFailure(failure));
            }
        }

        /**
         * Runs the answer on the loop. The application answers on any thread, perhaps after loop and attempt have
         * ended.
         */
        private void onLoop(Runnable answer) {
            try {
                executor().execute(answer);
            } catch (RejectedExecutionException ended) {
                // No caller waits any more.
            }
        }

        private List<InetAddress> wanted(List<InetAddress> addresses) {
            return addresses.stream()
                    .filter(address -> address instanceof Inet4Address || ipv6 && address != null)
                    .toList();
        }

        private void answer(String host, List<InetAddress> addresses, Promise<List<InetAddress>> promise) {
            if (addresses.isEmpty()) {
                promise.tryFailure(
                        new UnknownHostException(ipv6 ? host : host + ": no IPv4 address, and the option ipv6 is off"));
            } else {
                promise.trySuccess(addresses);
            }
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            Promise<List<InetAddress>> all = executor().newPromise();
            all.addListener(done -> {
                if (done.isSuccess()) {
                    promise.trySuccess(all.getNow().get(0));
                } else {
                    promise.tryFailure(done.cause());
                }
            });
            doResolveAll(host, all);
        }
    }
}
