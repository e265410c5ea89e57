package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags observations of received messages that are worked on. The methods have the default convention:
 * override what should differ.
 */
@SuppressWarnings("exports")
public interface ZmqProcessObservationConvention extends ObservationConvention<ZmqProcessContext> {

    /** The default convention. */
    ZmqProcessObservationConvention DEFAULT = new ZmqProcessObservationConvention() {};

    @Override
    default String getName() {
        return "zmq.process";
    }

    @Override
    default String getContextualName(ZmqProcessContext context) {
        return context.socket() + " process";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ZmqProcessContext context) {
        return ObservationKeyValues.low(context.socket(), "process", context.outcome());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ZmqProcessContext context) {
        return ObservationKeyValues.high(context.peer());
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ZmqProcessContext;
    }
}
