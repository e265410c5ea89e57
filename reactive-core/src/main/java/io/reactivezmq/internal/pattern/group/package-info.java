/** Not API. Socket types that send each message to the members of its group, and those that join groups. */
@NullMarked
package io.reactivezmq.internal.pattern.group;

import org.jspecify.annotations.NullMarked;
