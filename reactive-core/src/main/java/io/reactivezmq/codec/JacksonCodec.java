package io.reactivezmq.codec;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A codec for JSON, or for another format of Jackson 3. It needs the optional library
 * {@code tools.jackson.core:jackson-databind}.
 *
 * <p>A value is a message of one frame, as of pyzmq's {@code send_json}. Of a message with several frames, such as one
 * with a topic, the last frame is read. A JSON {@code null} cannot be decoded, as it is no value.
 *
 * @param <T> the type of the values, such as a record, a list or a class that Jackson can read and write
 */
@SuppressWarnings("exports") // An application that uses it requires Jackson itself.
public final class JacksonCodec<T> implements MessageCodec<T> {

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final String name;

    private JacksonCodec(ObjectMapper mapper, JavaType type) {
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
        this.name = "JacksonCodec[" + type.toCanonical() + "]";
    }

    /** Returns a codec for JSON with Jackson's default settings. */
    public static <T> JacksonCodec<T> of(Class<T> type) {
        return of(Defaults.MAPPER, type);
    }

    /**
     * Returns a codec for a generic type for JSON with Jackson's default settings, such as {@code JacksonCodec.of(new
     * TypeReference<List<Quote>>() {})}.
     */
    public static <T> JacksonCodec<T> of(TypeReference<T> type) {
        return of(Defaults.MAPPER, type);
    }

    /** Returns a codec with this mapper, such as that of the application. */
    public static <T> JacksonCodec<T> of(ObjectMapper mapper, Class<T> type) {
        return new JacksonCodec<>(mapper, mapper.constructType(Objects.requireNonNull(type, "type")));
    }

    /** Returns a codec for a generic type with this mapper, such as that of the application. */
    public static <T> JacksonCodec<T> of(ObjectMapper mapper, TypeReference<T> type) {
        return new JacksonCodec<>(mapper, mapper.constructType(Objects.requireNonNull(type, "type")));
    }

    @Override
    public ZmqMessage encode(T value) {
        return ZmqMessage.wrap(writer.writeValueAsBytes(Objects.requireNonNull(value, "value")));
    }

    @Override
    public T decode(ZmqMessage message) {
        T value = reader.readValue(message.unwrap());
        return Objects.requireNonNull(value, "JSON null is no value");
    }

    /** Returns the name of this class and of the type. */
    @Override
    public String toString() {
        return name;
    }

    /** Created on first use: an application with a mapper of its own has no other one. */
    private static final class Defaults {

        static final ObjectMapper MAPPER = new JsonMapper();
    }
}
