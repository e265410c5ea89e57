package io.reactivezmq.interop;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.Await;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

@DisplayName("An application that is undeployed")
class UndeployedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What the application does. */
    public static final class Application implements Runnable {

        @Override
        public void run() {
            ZmqContext zmq = ZmqContext.create();
            CurveKeyPair server = CurveKeyPair.generate();
            PullSocket pull = zmq.pull(o -> o.curveServer(server));
            PushSocket push = zmq.push(o -> o.curveClient(server.publicKey(), CurveKeyPair.generate()));
            push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
            push.send(ZmqMessage.of("work")).block(LIMIT);
            pull.receiveOne().block(LIMIT);
            zmq.close().block(LIMIT);
        }
    }

    /** Has the library and the application; Reactor and Netty are the container's. */
    private static final class Loader extends URLClassLoader {

        Loader() {
            super(classPath(), UndeployedTest.class.getClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Loader::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String path) {
            try {
                return new File(path).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> there = findLoadedClass(name);
                if (there != null) {
                    return there;
                }
                return name.startsWith("io.reactivezmq.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }

    @Test
    @DisplayName("is collected with the library once its context is closed")
    void isCollected() throws Exception {
        WeakReference<ClassLoader> loader = deploy();
        // Reactor's own threads keep what made them for a minute, and are its users' to end.
        Schedulers.shutdownNow();
        Await.until("the class loader collected", () -> {
            System.gc();
            return loader.refersTo(null);
        });
    }

    private static WeakReference<ClassLoader> deploy() throws IOException, ReflectiveOperationException {
        Loader loader = new Loader();
        try (loader) {
            Runnable application = (Runnable) loader.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            application.run();
        }
        return new WeakReference<>(loader);
    }
}
