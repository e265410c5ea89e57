package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.spring.boot.ZmqListener;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/** Collects the methods of all beans that have the annotation. */
final class ListenerMethods implements BeanPostProcessor, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ListenerMethods.class);

    private final List<Found> found = new CopyOnWriteArrayList<>();
    private volatile boolean complete;

    /** A method with the annotation, of a bean that may be a proxy. */
    record Found(Object bean, Method method, ZmqListener annotation) {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Class<?> type = AopUtils.getTargetClass(bean);
        methodsOf(type).forEach((method, annotation) -> {
            if (complete) {
                log.warn(
                        "@ZmqListener {}.{} is not called: the bean {} was created after the start",
                        type.getSimpleName(),
                        method.getName(),
                        name);
            } else {
                found.add(new Found(bean, AopUtils.selectInvocableMethod(method, bean.getClass()), annotation));
            }
        });
        return bean;
    }

    /** Returns whether a class has methods with the annotation. */
    static boolean areIn(Class<?> type) {
        return !methodsOf(type).isEmpty();
    }

    private static Map<Method, ZmqListener> methodsOf(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, ZmqListener.class)) {
            return Map.of();
        }
        MethodFilter hasAnnotation = method -> AnnotatedElementUtils.hasAnnotation(method, ZmqListener.class);
        Map<Method, ZmqListener> methods = new LinkedHashMap<>();
        for (Method method : MethodIntrospector.selectMethods(type, hasAnnotation)) {
            methods.put(
                    method,
                    Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, ZmqListener.class)));
        }
        return methods;
    }

    List<Found> found() {
        return found;
    }

    /** Ends the collection: methods of beans that are created later, such as lazy ones, are not called. */
    void complete() {
        complete = true;
    }

    /** Returns the lowest precedence, so that beans are the proxies that other processors make of them. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
