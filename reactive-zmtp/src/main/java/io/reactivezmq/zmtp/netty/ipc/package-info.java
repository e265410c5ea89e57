/** Not API. ZMTP over Unix domain sockets. */
@NullMarked
package io.reactivezmq.zmtp.netty.ipc;

import org.jspecify.annotations.NullMarked;
