package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqMessage;
import java.lang.reflect.Type;

/**
 * Converts messages to and from the parameters and results of {@link ZmqListener} methods. Beans of this type are asked
 * in their order, before JSON. The methods are called on any thread and must not block.
 */
public interface ZmqPayloadCodec {

    /** Returns whether this codec converts values of the type. It is asked once for each parameter and result. */
    boolean supports(Type type);

    /**
     * Converts a message to a value of the type. An exception means that the message has another form.
     *
     * @throws Exception when the message cannot be converted
     */
    Object decode(ZmqMessage message, Type type) throws Exception;

    /**
     * Converts a value of the type to a message.
     *
     * @throws Exception when the value cannot be converted
     */
    ZmqMessage encode(Object value, Type type) throws Exception;
}
