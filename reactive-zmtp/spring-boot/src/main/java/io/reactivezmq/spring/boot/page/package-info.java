/** The live page of all sockets, in an application with Spring WebFlux. */
@NullMarked
package io.reactivezmq.spring.boot.page;

import org.jspecify.annotations.NullMarked;
