/**
 * The API, the socket patterns and the {@code inproc} transport. {@link io.reactivezmq.ZmqContext} is the entry point.
 *
 * <p>An application requires only this module. If the module {@code io.reactivezmq.zmtp} is on the module path, it is
 * resolved as the provider of the network transports. {@link io.reactivezmq.spi} and
 * {@link io.reactivezmq.spi.settings} are for authors of transports.
 */
// Reactor has no module descriptors, but its manifests reserve these module names.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.reactivezmq {
    requires static transitive org.jspecify;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    // Not transitive: applications without Jackson have to compile.
    requires static tools.jackson.core;
    requires static tools.jackson.databind;
    requires static micrometer.commons;
    requires static micrometer.core;
    requires static micrometer.observation;

    exports io.reactivezmq;
    exports io.reactivezmq.broadcast;
    exports io.reactivezmq.codec;
    exports io.reactivezmq.error;
    exports io.reactivezmq.event;
    exports io.reactivezmq.loop;
    exports io.reactivezmq.micrometer;
    exports io.reactivezmq.options;
    exports io.reactivezmq.options.value;
    exports io.reactivezmq.page;
    exports io.reactivezmq.security;
    exports io.reactivezmq.spi;
    exports io.reactivezmq.spi.settings;
    exports io.reactivezmq.zap;

    uses io.reactivezmq.ZmqContext.Factory;
    uses io.reactivezmq.loop.LoopProvider;
    uses io.reactivezmq.spi.Transport;

    provides io.reactivezmq.ZmqContext.Factory with
            io.reactivezmq.internal.context.DefaultZmqContext.Factory;
}
