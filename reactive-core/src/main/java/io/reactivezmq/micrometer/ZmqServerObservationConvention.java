package io.reactivezmq.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags observations of server requests. The methods have the default convention: override what should differ.
 */
@SuppressWarnings("exports")
public interface ZmqServerObservationConvention extends ObservationConvention<ZmqServerContext> {

    /** The default convention. */
    ZmqServerObservationConvention DEFAULT = new ZmqServerObservationConvention() {};

    @Override
    default String getName() {
        return "zmq.server.requests";
    }

    @Override
    default String getContextualName(ZmqServerContext context) {
        return context.socket() + " process";
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(ZmqServerContext context) {
        return ObservationKeyValues.low(context.socket(), "process", context.outcome());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(ZmqServerContext context) {
        return ObservationKeyValues.high(context.peer());
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ZmqServerContext;
    }
}
