package io.reactivezmq.zmtp.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.NonBlocking;

/**
 * Creates event loops that never sleep. Reactor Netty's loops cannot be configured to do that. With epoll, a thread
 * that submits a task to such a loop does not have to wake it, so it makes no system call.
 */
final class BusyLoops {

    /** The number of events that Netty handles at a time; 0 means that the number grows as needed. */
    private static final int GROWING = 0;

    private BusyLoops() {}

    /** Creates loops on daemon threads whose names begin with the prefix. */
    static EventLoopGroup create(String prefix, int loops, boolean epoll) {
        AtomicInteger last = new AtomicInteger();
        String name = prefix + (epoll ? "-epoll-" : "-nio-");
        ThreadFactory threads = task -> new LoopThread(task, name + last.incrementAndGet());
        // NIO does not support the strategy that epoll has for this, so it selects without waiting.
        return new MultiThreadIoEventLoopGroup(
                loops,
                threads,
                epoll
                        ? EpollIoHandler.newFactory(GROWING, () -> (select, hasTasks) -> SelectStrategy.BUSY_WAIT)
                        : NioIoHandler.newFactory(
                                SelectorProvider.provider(), () -> (select, hasTasks) -> select.get()));
    }

    /** A thread on which Reactor refuses to block. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {

        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
