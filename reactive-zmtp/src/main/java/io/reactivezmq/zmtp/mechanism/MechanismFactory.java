package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.zmtp.codec.Metadata;

/** Makes a mechanism for each connection. */
@FunctionalInterface
public interface MechanismFactory {

    /**
     * A mechanism at its beginning.
     *
     * @param ours what we tell of ourselves
     */
    Mechanism create(Metadata ours);
}
