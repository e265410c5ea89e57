package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.Command;
import io.reactivezmq.zmtp.codec.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** JOIN and LEAVE on the wire. */
class GroupCommandsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(String name, byte[] group) {
        return FrameHeader.frame(FrameHeader.COMMAND, Command.body(Command.head(name), group));
    }

    @Test
    void areWrittenAsTheSpecificationHasThem() {
        TestPeer dish = TestPeer.ready(SocketType.DISH);
        assertThat(HexFormat.of().formatHex(dish.session.encode(Control.join(bytes("abc")))))
                .isEqualTo("0408044a4f494e616263");
        assertThat(HexFormat.of().formatHex(dish.session.encode(Control.leave(bytes("")))))
                .isEqualTo("0406054c45415645");
    }

    @Test
    void areCommandsTowardsPeersThatHaveNoSubscriptionCommandsToo() {
        TestPeer dish = new TestPeer(SocketType.DISH);
        dish.session.start();
        dish.feed(TestPeer.greeting(0));
        dish.feed(TestPeer.ready());
        assertThat(HexFormat.of().formatHex(dish.session.encode(Control.join(bytes("a")))))
                .isEqualTo("0406044a4f494e61");
    }

    @Test
    void reachARadio() {
        TestPeer radio = TestPeer.ready(SocketType.RADIO);
        radio.feed(frame("JOIN", bytes("abc")));
        radio.feed(frame("LEAVE", bytes("x".repeat(255))));
        radio.feed(frame("SUBSCRIBE", bytes("a")));
        assertThat(radio.log).hasSize(2);
        assertThat(radio.log.get(0)).contains("JOIN").contains("616263");
        assertThat(radio.log.get(1)).contains("LEAVE").contains("787878");
    }

    @Test
    void reachNoOtherPeer() {
        for (SocketType type : SocketType.values()) {
            if (type != SocketType.RADIO) {
                TestPeer peer = TestPeer.ready(type);
                peer.feed(frame("JOIN", bytes("abc")));
                assertThat(peer.log).as(type.wireName()).isEmpty();
            }
        }
    }

    @Test
    void aLongerGroupEndsTheConnection() {
        TestPeer radio = TestPeer.ready(SocketType.RADIO);
        radio.feed(frame("JOIN", bytes("x".repeat(256))));
        assertThat(radio.log).singleElement().asString().contains("MALFORMED_COMMAND");
    }
}
