/** Renders the documents of the project and its Javadoc as a static site. */
@NullMarked
package io.reactivezmq.site;

import org.jspecify.annotations.NullMarked;
