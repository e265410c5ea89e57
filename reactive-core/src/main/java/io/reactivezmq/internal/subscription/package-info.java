/**
 * Not API. The subscriptions of peers, by which messages are matched, and those of a socket, which its peers are sent.
 */
@NullMarked
package io.reactivezmq.internal.subscription;

import org.jspecify.annotations.NullMarked;
