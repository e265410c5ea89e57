package io.reactivezmq.sim;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the states of all objects behind some sockets, from their fields, and counts the states and transitions. Of the
 * transitions within one task only the first and the last state are seen.
 */
final class States {

    private static final String INTERNAL = "io.reactivezmq.internal.";

    /** The enums that are states of endpoints, pipes, receivers, requests and proxies. */
    static final List<Class<? extends Enum<?>>> ENUMS = List.of(
            states("endpoint.Connector$State"),
            states("endpoint.Binding$State"),
            states("endpoint.BindMono"),
            states("pipe.PipeAttributes$LinkUse"),
            states("receive.SchedulerSubscription$State"),
            states("receive.ReceiveOne"),
            states("request.RepServer$State"),
            states("inproc.InprocState"),
            states("proxy.ProxyRun$State"),
            states("proxy.Relay$State"),
            states("socket.OutageLog$State"));

    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Coverage coverage;
    private final List<Object> roots = new ArrayList<>();
    private final Map<Object, Map<Field, Enum<?>>> last = new IdentityHashMap<>();

    States(Coverage coverage) {
        this.coverage = coverage;
    }

    static String name(Class<?> states) {
        String name = states.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Returns the class of this name if it is an enum, or the enum that is nested in it. */
    private static Class<? extends Enum<?>> states(String name) {
        try {
            return Objects.requireNonNull(enumIn(Class.forName(INTERNAL + name)), name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Class<? extends Enum<?>> enumIn(Class<?> type) {
        if (type.isEnum()) {
            return (Class<? extends Enum<?>>) type;
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            Class<? extends Enum<?>> found = enumIn(nested);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Adds an object from which others are found. */
    void add(Object root) {
        roots.add(root);
    }

    /** Reads all states. */
    void look() {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Object> open = new ArrayDeque<>(roots);
        Object next;
        while ((next = open.poll()) != null) {
            if (seen.add(next)) {
                look(next, open);
            }
        }
        last.keySet().retainAll(seen);
    }

    private void look(Object object, ArrayDeque<Object> open) {
        if (object instanceof Collection<?> elements) {
            elements.forEach(element -> add(element, open));
        } else if (object instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> add(key, open));
            map.values().forEach(value -> add(value, open));
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get(), open);
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                add(array[i], open);
            }
        } else {
            for (Field field : FIELDS.computeIfAbsent(object.getClass(), States::fields)) {
                Object value = valueOf(field, object);
                Object inner = value instanceof AtomicReference<?> reference ? reference.get() : value;
                if (inner instanceof Enum<?> state) {
                    seen(object, field, state);
                } else {
                    add(value, open);
                }
            }
        }
    }

    private void seen(Object object, Field field, Enum<?> state) {
        if (!ENUMS.contains(state.getDeclaringClass())) {
            return;
        }
        Enum<?> before = last.computeIfAbsent(object, key -> new HashMap<>(2)).put(field, state);
        if (before != state) {
            coverage.state(state);
            if (before != null) {
                coverage.transition(before, state);
            }
        }
    }

    private static void add(@Nullable Object object, ArrayDeque<Object> open) {
        if (object != null && isOurs(object)) {
            open.add(object);
        }
    }

    private static boolean isOurs(Object object) {
        String name = object.getClass().getName();
        return name.startsWith(INTERNAL)
                || name.startsWith("java.util.") && (object instanceof Collection || object instanceof Map)
                || object instanceof AtomicReference
                || object instanceof Object[];
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        if (!type.getName().startsWith(INTERNAL)) {
            return fields;
        }
        for (Class<?> up = type; up != null && up.getName().startsWith(INTERNAL); up = up.getSuperclass()) {
            for (Field field : up.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
