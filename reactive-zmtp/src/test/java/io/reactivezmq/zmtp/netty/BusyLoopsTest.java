package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.zmtp.NettyLoops;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Event loops that never sleep, of both kinds. */
class BusyLoopsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Processor time that a loop that sleeps does not use without work. */
    private static final long BUSY_NANOS = 50_000_000;

    @ParameterizedTest
    @EnumSource
    @DisplayName("they use a processor without work, run tasks, timers and channels, and end")
    void neverSleep(Loops kind) throws Exception {
        assumeTrue(kind.areAvailable());
        EventLoopGroup group = BusyLoops.create("busy", 1, kind == Loops.EPOLL);
        Thread loop = group.submit(Thread::currentThread).get(20, TimeUnit.SECONDS);
        assertThat(loop.getName()).startsWith(kind == Loops.EPOLL ? "busy-epoll-" : "busy-nio-");
        assertThat(loop.isDaemon()).isTrue();
        assertThat(Schedulers.isNonBlockingThread(loop)).isTrue();

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getThreadCpuTime(loop.getId());
        long end = System.nanoTime() + LIMIT.toNanos();
        while (threads.getThreadCpuTime(loop.getId()) - before < BUSY_NANOS) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }

        CountDownLatch ran = new CountDownLatch(2);
        group.execute(ran::countDown);
        group.schedule(ran::countDown, 1, TimeUnit.MILLISECONDS);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();

        ZmqContext zmq = ZmqContext.on(NettyLoops.shared(useNative -> group));
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        push.send("x").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("x");
        zmq.close().block(LIMIT);

        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        assertThat(group.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        loop.join(LIMIT.toMillis());
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @DisplayName("they use the JDK's channels in a JVM where those of Reactor Netty have to")
    void followTheProperty() throws Exception {
        assumeTrue(Loops.EPOLL.areAvailable());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dreactor.netty.native=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopName.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("runs on zmq-nio-1");
        assertThat(process.waitFor()).isZero();
    }

    /** Run in a JVM of its own. */
    static final class LoopName {

        public static void main(String[] arguments) {
            Loop loop = new NettyLoopGroup.Provider().createBusy(1).next();
            String name = Mono.<String>create(sink -> loop.execute(
                            () -> sink.success(Thread.currentThread().getName())))
                    .block(LIMIT);
            System.out.println("runs on " + name);
        }
    }
}
