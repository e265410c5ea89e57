package io.reactivezmq.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;
import reactor.util.Logger;
import reactor.util.Loggers;

/** All that is logged by sockets that are made while this is open, at every level. */
public final class CapturedLogs implements AutoCloseable {

    private static final Set<String> NAMES = Set.of(
            "io.reactivezmq.connection",
            "io.reactivezmq.security",
            "io.reactivezmq.drops",
            "io.reactivezmq.requests",
            "io.reactivezmq.wire");

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** One line of a log. */
    public record Line(String level, String logger, String text) {

        @Override
        public String toString() {
            return level + " " + logger + " - " + text;
        }
    }

    private CapturedLogs() {}

    /** Captures from now on. */
    public static CapturedLogs open() {
        CapturedLogs logs = new CapturedLogs();
        Loggers.useCustomLoggers(logs::logger);
        return logs;
    }

    private Logger logger(String name) {
        return ofSockets(name, (method, arguments) -> {
            if (method.getReturnType() == boolean.class) {
                return true;
            }
            lines.add(new Line(method.getName().toUpperCase(Locale.ROOT), name, text(arguments)));
            return null;
        });
    }

    /** Replaces the loggers of sockets, and leaves all others, which classes may keep for good, as they are. */
    public static Logger ofSockets(String name, Call behavior) {
        org.slf4j.Logger other = LoggerFactory.getLogger(name);
        boolean ours = NAMES.contains(name);
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> ours
                        ? behavior.made(method, arguments)
                        : org.slf4j.Logger.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(other, arguments));
    }

    /** What a logger does when it is called. */
    public interface Call {

        Object made(Method method, Object[] arguments);
    }

    private static String text(Object[] arguments) {
        String text = String.valueOf(arguments[0]);
        if (arguments.length > 1 && arguments[1] instanceof Object[] values) {
            for (Object value : values) {
                int at = text.indexOf("{}");
                text = at < 0 ? text + " " + value : text.substring(0, at) + value + text.substring(at + 2);
            }
        }
        return text;
    }

    /** The texts of one logger's lines of one level. */
    public List<String> of(String level, String logger) {
        return lines.stream()
                .filter(line -> line.level().equals(level) && line.logger().equals("io.reactivezmq." + logger))
                .map(Line::text)
                .toList();
    }

    /** All lines that fit. */
    public List<Line> lines(Predicate<Line> which) {
        return lines.stream().filter(which).toList();
    }

    @Override
    public void close() {
        Loggers.resetLoggerFactory();
    }
}
