package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags observations of client requests. The methods have the default convention: override what should differ.
 */
@SuppressWarnings("exports")
public interface ZmqClientObservationConvention extends ObservationConvention<ZmqClientContext> {

    /** The default convention. */
    ZmqClientObservationConvention DEFAULT = new ZmqClientObservationConvention() {};

    @Override
    default String getName() {
        return "zmq.client.requests";
    }

    @Override
    default String getContextualName(ZmqClientContext context) {
        return context.socket() + " send";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ZmqClientContext context) {
        return ObservationKeyValues.low(context.socket(), "send", context.outcome());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ZmqClientContext context) {
        return ObservationKeyValues.high(context.peer());
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ZmqClientContext;
    }
}
