package io.reactivezmq.samples.benchmarks.alternatives;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.mapping.BytesMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/** Passes bodies as they are. The default of Spring Integration writes JSON with all headers. */
final class BytesMapper implements BytesMessageMapper {

    @Override
    public byte[] fromMessage(Message<?> message) {
        return (byte[]) message.getPayload();
    }

    @Override
    public Message<?> toMessage(byte[] bytes, @Nullable Map<String, Object> headers) {
        return new GenericMessage<>(bytes);
    }
}
