module outside.modules {
    requires io.reactivezmq;
}
