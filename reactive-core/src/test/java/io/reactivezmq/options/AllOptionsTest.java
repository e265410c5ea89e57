package io.reactivezmq.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.InvalidOptionException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of every socket type, and of the context, refuses nonsense in the very call, by its name. */
class AllOptionsTest {

    /** Whatever methods of the context take a function that changes options. */
    static Stream<Class<?>> classes() {
        return Stream.of(ZmqContext.class.getMethods())
                .flatMap(method -> Stream.of(method.getGenericParameterTypes()))
                .filter(type -> type instanceof ParameterizedType of && of.getRawType() == Consumer.class)
                .<Class<?>>map(AllOptionsTest::changed)
                .distinct();
    }

    private static Class<?> changed(Type consumer) {
        Type argument = ((ParameterizedType) consumer).getActualTypeArguments()[0];
        return (Class<?>) ((WildcardType) argument).getLowerBounds()[0];
    }

    private static List<Method> setters(Class<?> options) {
        return Stream.of(options.getMethods())
                .filter(method -> method.getParameterCount() > 0)
                .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class)
                .toList();
    }

    private static void call(Class<?> options, Method setter, Object... arguments) throws Throwable {
        try {
            setter.invoke(options.getConstructor().newInstance(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classes")
    void nullIsRefused(Class<?> options) {
        List<Method> setters = setters(options).stream()
                .filter(setter -> Stream.of(setter.getParameterTypes()).noneMatch(Class::isPrimitive))
                .toList();
        assertThat(setters).isNotEmpty().allSatisfy(setter -> {
            assertThatThrownBy(() -> call(options, setter, new Object[setter.getParameterCount()]))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining(setter.getName())
                    .hasMessageContaining("is null");
            if (setter.isVarArgs()) {
                Object oneNull = Array.newInstance(setter.getParameterTypes()[0].getComponentType(), 1);
                assertThatThrownBy(() -> call(options, setter, oneNull))
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageContaining(setter.getName());
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classes")
    void negativeNumbersAreRefused(Class<?> options) {
        assertThat(setters(options)).isNotEmpty().allSatisfy(setter -> {
            Class<?> type = setter.getParameterTypes()[0];
            if (type == int.class) {
                assertRefused(options, setter, -1);
                assertRefused(options, setter, Integer.MIN_VALUE);
            } else if (type == long.class) {
                assertRefused(options, setter, -1L);
                assertRefused(options, setter, Long.MIN_VALUE);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classes")
    void timesThatNoClockHasAreRefused(Class<?> options) {
        assertThat(setters(options)).isNotEmpty().allSatisfy(setter -> {
            if (setter.getParameterTypes()[0] == Duration.class) {
                assertRefused(options, setter, Duration.ofNanos(-1));
                assertRefused(options, setter, Duration.ofSeconds(Long.MIN_VALUE));
                assertRefused(options, setter, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
            }
        });
    }

    private static void assertRefused(Class<?> options, Method setter, Object value) {
        assertThatThrownBy(() -> call(options, setter, value))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(setter.getName());
    }
}
