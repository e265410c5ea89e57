/**
 * A live page in a browser: {@link io.reactivezmq.page.LivePage} has the page and a stream of what it shows, for any
 * web server. It needs the optional library {@code tools.jackson.core:jackson-core}.
 */
@NullMarked
package io.reactivezmq.page;

import org.jspecify.annotations.NullMarked;
