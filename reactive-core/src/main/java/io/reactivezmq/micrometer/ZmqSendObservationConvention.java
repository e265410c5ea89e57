package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags observations of messages that are sent. The methods have the default convention: override what should
 * differ.
 */
@SuppressWarnings("exports")
public interface ZmqSendObservationConvention extends ObservationConvention<ZmqSendContext> {

    /** The default convention. */
    ZmqSendObservationConvention DEFAULT = new ZmqSendObservationConvention() {};

    @Override
    default String getName() {
        return "zmq.send";
    }

    @Override
    default String getContextualName(ZmqSendContext context) {
        return context.socket() + " send";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ZmqSendContext context) {
        return ObservationKeyValues.low(context.socket(), "send", context.outcome());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ZmqSendContext context) {
        return ObservationKeyValues.high(context.peer());
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ZmqSendContext;
    }
}
