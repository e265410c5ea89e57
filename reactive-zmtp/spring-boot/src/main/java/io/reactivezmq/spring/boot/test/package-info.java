/** Tests of applications with sockets: endpoints within the process, and peers of the sockets. */
@NullMarked
package io.reactivezmq.spring.boot.test;

import org.jspecify.annotations.NullMarked;
