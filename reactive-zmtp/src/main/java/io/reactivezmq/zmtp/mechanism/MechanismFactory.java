package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.zmtp.codec.Metadata;

/** Creates a mechanism for each connection. */
@FunctionalInterface
public interface MechanismFactory {

    /**
     * Creates a mechanism for a new connection.
     *
     * @param ours the properties that this side announces
     */
    Mechanism create(Metadata ours);
}
