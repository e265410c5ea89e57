/** Not API. RADIO, DISH and DGRAM over UDP. Each datagram is a message, without connections and handshakes. */
@NullMarked
package io.reactivezmq.zmtp.netty.udp;

import org.jspecify.annotations.NullMarked;
