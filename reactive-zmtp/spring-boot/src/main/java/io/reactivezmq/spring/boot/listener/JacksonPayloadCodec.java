package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqPayloadCodec;
import java.lang.reflect.Type;
import tools.jackson.databind.json.JsonMapper;

/** Converts the last frame of a message from JSON, and values to a message with one frame of JSON. */
final class JacksonPayloadCodec implements ZmqPayloadCodec {

    private final JsonMapper mapper;

    JacksonPayloadCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean supports(Type type) {
        return true;
    }

    @Override
    public Object decode(ZmqMessage message, Type type) {
        return mapper.readValue(message.bytes(), mapper.constructType(type));
    }

    @Override
    public ZmqMessage encode(Object value, Type type) {
        return ZmqMessage.wrap(mapper.writerFor(mapper.constructType(type)).writeValueAsBytes(value));
    }
}
