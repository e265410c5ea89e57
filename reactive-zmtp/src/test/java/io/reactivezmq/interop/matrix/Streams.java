package io.reactivezmq.interop.matrix;

import static io.reactivezmq.interop.matrix.Encounter.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** An exercise of two STREAM sockets, which carry bytes and no messages. */
final class Streams {

    private static final byte[] NOTHING = {};
    private static final int SIZE = 1024 * 1024;

    private Streams() {}

    static void pours(Encounter encounter) {
        encounter.join();
        StreamSocket ours = (StreamSocket) encounter.ours();
        Supplier<ZmqMessage> weHear = () -> ours.receiveOne().block(LIMIT);
        Supplier<ZmqMessage> theyHear =
                () -> encounter.theirs().receive(1).join().get(0);
        RoutingId them = assertNotice(weHear.get());
        RoutingId us = assertNotice(theyHear.get());
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        ours.to(them).send(ZmqMessage.wrap(bytes)).block(LIMIT);
        assertThat(read(theyHear, us).equals(ZmqMessage.wrap(bytes))).isTrue();
        encounter.theirs().send(List.of(us.address(ZmqMessage.wrap(bytes)))).join();
        assertThat(read(weHear, them).equals(ZmqMessage.wrap(bytes))).isTrue();
        ours.send(them.address(ZmqMessage.wrap(NOTHING))).block(LIMIT);
        assertThat(assertNotice(theyHear.get())).as("that we have closed").isEqualTo(us);
    }

    /** Of a connection that has come or gone. */
    private static RoutingId assertNotice(ZmqMessage notice) {
        RoutingId id = RoutingId.of(notice);
        assertThat(notice).isEqualTo(id.address(ZmqMessage.wrap(NOTHING)));
        return id;
    }

    private static ZmqMessage read(Supplier<ZmqMessage> next, RoutingId from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < SIZE) {
            ZmqMessage part = next.get();
            assertThat(RoutingId.of(part)).isEqualTo(from);
            all.writeBytes(part.unwrap(1));
        }
        return ZmqMessage.wrap(all.toByteArray());
    }
}
