package io.reactivezmq.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.RoutingTable;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.spi.HandshakeLimiter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What peers choose, and we keep by it, costs no more where they have chosen it to collide. */
class CollisionsTest {

    private static final int MANY = 1 << 15;

    /**
     * Something that keeps what peers choose.
     *
     * @param fill keeps {@link #MANY} of them
     */
    private record Keeper(
            String name,
            Consumer<IntFunction<byte[]>> fill,
            IntFunction<byte[]> colliding,
            IntFunction<byte[]> random) {

        long nanos(IntFunction<byte[]> keys) {
            long start = System.nanoTime();
            fill.accept(keys);
            return System.nanoTime() - start;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Keeper> keepers() {
        return Stream.of(
                new Keeper("routing ids", CollisionsTest::routingIds, CollisionsTest::text, random(30)),
                new Keeper("interests", CollisionsTest::interests, CollisionsTest::text, random(30)),
                new Keeper("addresses", CollisionsTest::addresses, CollisionsTest::address, random(16)));
    }

    @ParameterizedTest
    @MethodSource("keepers")
    void costNoMore(Keeper keeper) {
        // Once for the compiler.
        keeper.nanos(keeper.random);
        long random = keeper.nanos(keeper.random);
        long colliding = keeper.nanos(keeper.colliding);
        assertThat(colliding).isLessThan(5 * random + 1_000_000_000L);
    }

    private static void routingIds(IntFunction<byte[]> keys) {
        RoutingTable table = new RoutingTable();
        Pipe pipe = new Pipe(
                Pipes.NO_OWNER,
                new Endpoint("fake://x"),
                true,
                new PushOptions().settings().queues());
        for (int i = 0; i < MANY; i++) {
            table.put(RoutingId.of(keys.apply(i)), pipe);
        }
    }

    private static void interests(IntFunction<byte[]> keys) {
        LocalSubscriptions interests = new LocalSubscriptions();
        for (int i = 0; i < MANY; i++) {
            interests.add(keys.apply(i));
        }
    }

    private static void addresses(IntFunction<byte[]> keys) {
        HandshakeLimiter open = new HandshakeLimiter(MANY, MANY, "", System::nanoTime);
        for (int i = 0; i < MANY; i++) {
            open.acquire(new KeyedPermit(keys.apply(i)));
        }
    }

    private static final class KeyedPermit extends HandshakeLimiter.Permit {

        KeyedPermit(byte[] address) {
            super(inet(address));
        }

        private static InetAddress inet(byte[] address) {
            try {
                return InetAddress.getByAddress(address);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected void evict(String limit) {}
    }

    private static IntFunction<byte[]> random(int length) {
        Random random = new Random(11);
        return number -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            bytes[0] |= 1;
            return bytes;
        };
    }

    private static byte[] text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The hash of an IPv6 address is the sum of its four parts. */
    private static byte[] address(int number) {
        return ByteBuffer.allocate(16)
                .putInt(0x20010db8)
                .putInt(1)
                .putInt(number)
                .putInt(-number)
                .array();
    }
}
