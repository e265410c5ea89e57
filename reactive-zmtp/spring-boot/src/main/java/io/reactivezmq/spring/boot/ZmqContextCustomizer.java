package io.reactivezmq.spring.boot;

import io.reactivezmq.options.ContextOptions;

/** Changes the options of the context. Beans of this type are called in their order, after the properties are set. */
@FunctionalInterface
public interface ZmqContextCustomizer {

    /** Changes the options before the context is created. */
    void customize(ContextOptions options);
}
