package io.reactivezmq.internal.access;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what classes have granted: access to their private constructors. */
public final class Access {

    private static final Map<Class<?>, Object> GRANTED = new ConcurrentHashMap<>();

    private Access() {}

    /** Grants access to a class. The class calls this when it is initialized. */
    public static void grant(Class<?> owner, Object access) {
        GRANTED.put(owner, access);
    }

    /**
     * Returns the access that a class has granted, after it has been initialized. The caller keeps the result in a
     * constant, so that the JVM inlines the calls.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <T> T to(Class<?> owner) {
        try {
            MethodHandles.lookup().ensureInitialized(owner);
        } catch (IllegalAccessException notPublic) {
            throw new IllegalStateException(notPublic);
        }
        return (T) Objects.requireNonNull(GRANTED.get(owner), owner::getName);
    }
}
