/** A program on the module path that requires the API of the library and nothing else. */
module io.reactivezmq.samples.modulepath {
    requires io.reactivezmq;
}
