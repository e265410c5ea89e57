/** Requests: those that a REQ sends, and those that the handlers of a REP answer. */
@NullMarked
package io.reactivezmq.internal.request;

import org.jspecify.annotations.NullMarked;
