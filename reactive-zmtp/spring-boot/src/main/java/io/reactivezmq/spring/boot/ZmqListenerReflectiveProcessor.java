package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqMessage;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/** Registers hints for native images: that a method is called, and that its parameters and result are converted. */
final class ZmqListenerReflectiveProcessor implements ReflectiveProcessor {

    private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

    @Override
    public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
        if (!(element instanceof Method method)) {
            return;
        }
        hints.registerMethod(method, ExecutableMode.INVOKE);
        for (Type parameter : method.getGenericParameterTypes()) {
            register(hints, ResolvableType.forType(parameter));
        }
        ResolvableType result = ResolvableType.forMethodReturnType(method);
        boolean adapted = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType()) != null;
        register(hints, adapted ? result.getGeneric(0) : result);
    }

    private void register(ReflectionHints hints, ResolvableType type) {
        Class<?> resolved = type.resolve();
        if (resolved != null && resolved != void.class && resolved != Void.class && resolved != ZmqMessage.class) {
            bindings.registerReflectionHints(hints, type.getType());
        }
    }
}
