package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.codec.JacksonCodec;
import java.lang.reflect.Type;
import org.springframework.core.ResolvableType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes codecs for JSON with the application's mapper. */
final class JacksonCodecs implements PayloadCodecs.JsonCodecs {

    private final JsonMapper mapper;

    JacksonCodecs(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public MessageCodec<Object> of(ResolvableType type) {
        return JacksonCodec.of(mapper, new TypeReference<>() {

            @Override
            public Type getType() {
                return type.getType();
            }
        });
    }
}
