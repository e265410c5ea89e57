/** Calls the methods that have the annotation {@link io.reactivezmq.spring.boot.ZmqListener}. */
@NullMarked
package io.reactivezmq.spring.boot.listener;

import org.jspecify.annotations.NullMarked;
