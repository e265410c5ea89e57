/** RADIO, DISH and DGRAM over UDP: each datagram is a message, and nobody shakes hands. */
@NullMarked
package io.reactivezmq.zmtp.netty.udp;

import org.jspecify.annotations.NullMarked;
