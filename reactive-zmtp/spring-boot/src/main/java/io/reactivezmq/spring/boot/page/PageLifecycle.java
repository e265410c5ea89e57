package io.reactivezmq.spring.boot.page;

import io.reactivezmq.page.LivePage;
import org.springframework.context.SmartLifecycle;

/** Ends the streams to browsers when the application stops, before the web server waits for its open requests. */
final class PageLifecycle implements SmartLifecycle {

    /**
     * Among those that end their work first: Spring Boot's web server waits in the phase {@code DEFAULT_PHASE - 1024}.
     */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final LivePage page;

    private volatile boolean running;

    PageLifecycle(LivePage page) {
        this.page = page;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        page.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
