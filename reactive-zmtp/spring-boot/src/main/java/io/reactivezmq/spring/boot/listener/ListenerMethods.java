package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.spring.boot.ZmqListener;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Collects the methods of all beans that have the annotation. */
final class ListenerMethods implements BeanPostProcessor, Ordered {

    private final List<Found> found = new CopyOnWriteArrayList<>();

    /** A method with the annotation, of a bean that may be a proxy. */
    record Found(Object bean, Method method, ZmqListener annotation) {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Class<?> type = AopUtils.getTargetClass(bean);
        methodsOf(type)
                .forEach((method, annotation) -> found.add(
                        new Found(bean, AopUtils.selectInvocableMethod(method, bean.getClass()), annotation)));
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
        return MethodIntrospector.selectMethods(type, (MetadataLookup<@Nullable ZmqListener>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, ZmqListener.class));
    }

    List<Found> found() {
        return found;
    }

    /** Returns the lowest precedence, so that beans are the proxies that other processors make of them. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
