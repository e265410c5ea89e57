package io.reactivezmq.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages from buffers, and views of their frames. */
class MessageTest {

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void aMessageHoldsACopyOfTheRemainingBytes() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put("xxhellox".getBytes(UTF_8));
        direct.position(2).limit(7);
        ByteBuffer array = buffer("body");
        ZmqMessage message = ZmqMessage.of(direct, array.asReadOnlyBuffer(), ByteBuffer.allocate(0));
        assertThat(message).isEqualTo(ZmqMessage.of("hello", "body", ""));
        assertThat(direct.position()).isEqualTo(2);
        assertThat(direct.remaining()).isEqualTo(5);
        array.put(0, (byte) 'B');
        direct.put(2, (byte) 'H');
        assertThat(message).isEqualTo(ZmqMessage.of("hello", "body", ""));
        assertThat(ZmqMessage.of(array)).isEqualTo(ZmqMessage.of("Body"));
        assertThat(array.position()).isZero();
        assertThatThrownBy(() -> ZmqMessage.of(new ByteBuffer[0])).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void framesAreReadOnlyViewsWithPositionsOfTheirOwn() {
        byte[] first = "first".getBytes(UTF_8);
        ZmqMessage message = ZmqMessage.wrap(first, "last".getBytes(UTF_8));
        List<ByteBuffer> frames = message.frames();
        assertThat(frames).containsExactly(buffer("first"), buffer("last"));
        assertThat(frames).allSatisfy(frame -> assertThat(frame.isReadOnly()).isTrue());
        assertThatThrownBy(() -> frames.get(0).put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> frames.add(buffer("more"))).isInstanceOf(UnsupportedOperationException.class);
        frames.get(0).get();
        assertThat(message.frames().get(0).position()).isZero();
        assertThat(ZmqMessage.of("one").frames()).containsExactly(buffer("one"));
    }

    @Test
    void methodsWithoutANumberReferToTheLastFrame() {
        byte[] last = "last".getBytes(UTF_8);
        ZmqMessage message = ZmqMessage.wrap("topic".getBytes(UTF_8), last);
        assertThat(message.unwrap()).isSameAs(last);
        assertThat(message.buffer()).isEqualTo(buffer("last"));
        assertThat(message.buffer().isReadOnly()).isTrue();
        ZmqMessage single = ZmqMessage.wrap(last);
        assertThat(single.unwrap()).isSameAs(last).isSameAs(single.unwrap(0));
        assertThat(single.buffer()).isEqualTo(buffer("last"));
    }

    @Test
    void aMissingFrameIsNamedByTheNumberThatTheCallerGave() {
        ZmqMessage message = ZmqMessage.of("a", "b");
        for (int number : List.of(2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> message.unwrap(number))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("there is no frame " + number + " in a message of 2, counted from 0");
        }
        assertThatThrownBy(() -> message.buffer(5)).hasMessageContaining("no frame 5");
        assertThatThrownBy(() -> message.text(5)).hasMessageContaining("no frame 5");
        assertThatThrownBy(() -> message.bytes(5)).hasMessageContaining("no frame 5");
        assertThatThrownBy(() -> message.size(5)).hasMessageContaining("no frame 5");
    }
}
