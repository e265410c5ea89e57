package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** A listener method of a bean: converts a message to its arguments, calls it, and converts its result. */
final class ListenerMethod {

    private final Object bean;
    private final Method method;
    private final ZmqListener annotation;

    private final List<MessageCodec<Object>> arguments = new ArrayList<>();

    /** Adapts the result, if it is a publisher or a future. */
    private final @Nullable ReactiveAdapter adapter;

    /** The type of the answer; void if there is none. */
    private final ResolvableType result;

    ListenerMethod(Object bean, Method method, ZmqListener annotation, PayloadCodecs codecs) {
        this.bean = bean;
        this.method = method;
        this.annotation = annotation;
        ReflectionUtils.makeAccessible(method);
        for (int i = 0; i < method.getParameterCount(); i++) {
            ResolvableType type = ResolvableType.forMethodParameter(new MethodParameter(method, i));
            arguments.add(codecs.find(type, "Parameter " + i + " of " + this));
        }
        adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
        ResolvableType declared = ResolvableType.forMethodReturnType(method);
        result = adapter == null ? declared : declared.getGeneric(0);
    }

    ZmqListener annotation() {
        return annotation;
    }

    boolean returnsValue() {
        Class<?> type = result.resolve(Object.class);
        return type != void.class && type != Void.class;
    }

    ResolvableType result() {
        return result;
    }

    /** Calls the method once subscribed to, and completes when it has handled the message. */
    Mono<Void> handle(ZmqMessage message) {
        return Mono.create(sink -> {
            try {
                sink.onDispose(call(message)
                        .subscribe(ignored -> {}, sink::error, sink::success, Context.of(sink.contextView())));
            } catch (Throwable thrown) {
                // Reactor's operators throw fatal errors instead of signaling them.
                sink.error(new InvocationTargetException(thrown));
            }
        });
    }

    /** Calls the method once subscribed to, and emits its answer, or completes empty if it has none. */
    Mono<ZmqMessage> answer(ZmqMessage message, MessageCodec<Object> codec) {
        return Mono.from(call(message)).map(value -> encode(codec, value));
    }

    private static ZmqMessage encode(MessageCodec<Object> codec, Object value) {
        try {
            return codec.encode(value);
        } catch (Error fatal) {
            throw Exceptions.propagate(new InvocationTargetException(fatal));
        }
    }

    private Flux<Object> call(ZmqMessage message) {
        if (adapter == null) {
            return Mono.fromCallable(() -> invoke(message))
                    .subscribeOn(Schedulers.boundedElastic())
                    .flux();
        }
        return Flux.defer(() -> {
            try {
                return Flux.from(adapter.toPublisher(invoke(message)));
            } catch (Exception failure) {
                return Flux.error(failure);
            }
        });
    }

    /** Calls the method. A fatal error is wrapped, because Reactor's operators would throw it to the worker. */
    private @Nullable Object invoke(ZmqMessage message) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).decode(message);
            }
            return method.invoke(bean, values);
        } catch (InvocationTargetException failure) {
            if (failure.getTargetException() instanceof Exception exception) {
                throw exception;
            }
            throw failure;
        } catch (Error fatal) {
            throw new InvocationTargetException(fatal);
        }
    }

    @Override
    public String toString() {
        return "@ZmqListener " + method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
