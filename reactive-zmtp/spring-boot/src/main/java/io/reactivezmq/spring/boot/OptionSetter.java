package io.reactivezmq.spring.boot;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.options.SocketOptions;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Sets options from properties. A property that the socket's type has no option for is ignored among the defaults of
 * all sockets, and otherwise refused.
 */
final class OptionSetter {

    private final String prefix;
    private final SocketType type;
    private final SocketOptions<?> options;
    private final boolean refusesOthers;

    /** Creates a setter for properties that begin with the prefix, which ends with a dot. */
    OptionSetter(String prefix, SocketType type, SocketOptions<?> options, boolean refusesOthers) {
        this.prefix = prefix;
        this.type = type;
        this.options = options;
        this.refusesOthers = refusesOthers;
    }

    SocketOptions<?> options() {
        return options;
    }

    /** Sets an option of all types, if the property is set. */
    <V> void set(String property, @Nullable V value, Consumer<? super V> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (InvalidOptionException | ArithmeticException refused) {
            throw invalid(property, "cannot be used", String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Sets an option that only some types have, if the property is set. */
    <O, V> void set(Class<O> api, String property, @Nullable V value, BiConsumer<? super O, ? super V> setter) {
        if (value == null || !applies(property, api)) {
            return;
        }
        O typed = api.cast(options);
        set(property, value, given -> setter.accept(typed, given));
    }

    /** Returns the number of bytes, which is at most {@link Integer#MAX_VALUE}. */
    static @Nullable Integer bytes(@Nullable DataSize size) {
        return size == null ? null : Math.toIntExact(Math.min(size.toBytes(), Integer.MAX_VALUE));
    }

    static @Nullable Long longBytes(@Nullable DataSize size) {
        return size == null ? null : (Long) size.toBytes();
    }

    private boolean applies(String property, Class<?> api) {
        if (!api.isInstance(options) && refusesOthers) {
            throw notApplicable(prefix + property, type, SocketKind.typesWith(api));
        }
        return api.isInstance(options);
    }

    static ZmqConfigurationException notApplicable(String property, SocketType type, List<SocketType> types) {
        return new ZmqConfigurationException(
                property,
                "does not apply to a socket of type " + nameOf(type),
                "remove it, or choose the type "
                        + types.stream().map(OptionSetter::nameOf).collect(Collectors.joining(", ")));
    }

    ZmqConfigurationException invalid(String property, String problem, String action, @Nullable Throwable cause) {
        return new ZmqConfigurationException(prefix + property, problem, action, cause);
    }

    private static String nameOf(SocketType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
