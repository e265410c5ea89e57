package io.reactivezmq.internal.receive;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread writes often, kept off the cache lines that other threads use. */
@SuppressWarnings("unused")
final class PaddedLong extends AtomicLong {

    private static final long serialVersionUID = 1L;

    private long pad1, pad2, pad3, pad4, pad5, pad6, pad7, pad8;
}
