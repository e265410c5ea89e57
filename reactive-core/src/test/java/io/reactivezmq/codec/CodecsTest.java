package io.reactivezmq.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What each codec makes of values and of messages. */
class CodecsTest {

    record Quote(String symbol, double lastPrice) {}

    @Test
    void text() {
        MessageCodec<String> text = MessageCodecs.text();
        assertThat(text.encode("grüße \uFFFD")).isEqualTo(ZmqMessage.of("grüße \uFFFD"));
        assertThat(text.decode(ZmqMessage.of("topic", "grüße \uFFFD"))).isEqualTo("grüße \uFFFD");
        assertThat(text.decode(ZmqMessage.of(""))).isEmpty();
        assertThatThrownBy(() -> text.decode(ZmqMessage.of(new byte[] {'a', (byte) 0xff, 'b'})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the frame is not UTF-8");
        assertThatThrownBy(() -> text.encode(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void bytesAreCopied() {
        MessageCodec<byte[]> bytes = MessageCodecs.bytes();
        byte[] value = {1, 2, 3};
        ZmqMessage message = bytes.encode(value);
        value[0] = 9;
        byte[] decoded = bytes.decode(message);
        assertThat(decoded).containsExactly(1, 2, 3);
        decoded[0] = 9;
        assertThat(message.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void json() {
        MessageCodec<Quote> quotes = JacksonCodec.of(Quote.class);
        ZmqMessage message = quotes.encode(new Quote("EURUSD", 1.16));
        assertThat(message.text()).isEqualTo("{\"symbol\":\"EURUSD\",\"lastPrice\":1.16}");
        assertThat(quotes.decode(message)).isEqualTo(new Quote("EURUSD", 1.16));
        assertThat(quotes.decode(message.prepend(new byte[0]))).isEqualTo(new Quote("EURUSD", 1.16));
        for (String bad : List.of("", "{", "[]", "{\"symbol\":\"a\"} x", "\u0001")) {
            assertThatThrownBy(() -> quotes.decode(ZmqMessage.of(bad))).as(bad).isInstanceOf(JacksonException.class);
        }
        assertThatThrownBy(() -> quotes.decode(ZmqMessage.of("null"))).hasMessage("JSON null is no value");
        assertThatThrownBy(() -> quotes.encode(null)).isInstanceOf(NullPointerException.class);
        assertThat(quotes).hasToString("JacksonCodec[" + Quote.class.getName() + "]");
    }

    @Test
    void jsonOfGenericTypesAndOfTheMapperOfTheApplication() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        MessageCodec<List<Quote>> lists = JacksonCodec.of(mapper, new TypeReference<List<Quote>>() {});
        List<Quote> list = List.of(new Quote("a", 1), new Quote("b", 2));
        assertThat(lists.encode(list).text())
                .isEqualTo("[{\"symbol\":\"a\",\"last_price\":1.0},{\"symbol\":\"b\",\"last_price\":2.0}]");
        assertThat(lists.decode(lists.encode(list))).isEqualTo(list);
        assertThat(JacksonCodec.of(mapper, Quote.class).encode(list.get(0)).text())
                .contains("last_price");
        MessageCodec<Map<String, Integer>> maps = JacksonCodec.of(new TypeReference<Map<String, Integer>>() {});
        assertThat(maps.decode(ZmqMessage.of("{\"a\":1}"))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aTopicIsAFrameOfItsOwn() {
        MessageCodec<Quote> quotes = JacksonCodec.of(Quote.class).withTopic(Quote::symbol);
        ZmqMessage message = quotes.encode(new Quote("EURUSD", 1));
        assertThat(message.text(0)).isEqualTo("EURUSD");
        assertThat(message.frameCount()).isEqualTo(2);
        assertThat(quotes.decode(message)).isEqualTo(new Quote("EURUSD", 1));
        assertThat(quotes.decode(message.dropFirst(1))).isEqualTo(new Quote("EURUSD", 1));
        MessageCodec<String> both = new MessageCodec<>() {
            @Override
            public ZmqMessage encode(String value) {
                return ZmqMessage.of(value.split(" "));
            }

            @Override
            public String decode(ZmqMessage message) {
                return message.text(0) + " " + message.text(1);
            }
        };
        assertThat(both.withTopic(value -> "t").encode("a b")).isEqualTo(ZmqMessage.of("t", "a", "b"));
        assertThat(both.withTopic(value -> "t").decode(ZmqMessage.of("t", "a", "b")))
                .isEqualTo("a b");
    }
}
