package io.reactivezmq.spring.boot;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connection details of the application, in their order. */
record Details(List<ZmqConnectionDetails> beans) {

    /** Returns the first answer that is not null, or null if there is none. */
    <V> @Nullable V first(Function<? super ZmqConnectionDetails, ? extends @Nullable V> question) {
        return beans.stream()
                .<V>map(question)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
