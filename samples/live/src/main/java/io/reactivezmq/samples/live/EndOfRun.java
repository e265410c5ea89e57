package io.reactivezmq.samples.live;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Says where the page is, and ends the application after its time. */
@Component
class EndOfRun {

    private static final Logger log = LoggerFactory.getLogger(EndOfRun.class);

    private final ApplicationContext application;
    private final Duration runFor;
    private final Disposable.Swap end = Disposables.swap();

    EndOfRun(ApplicationContext application, LiveProperties properties) {
        this.application = application;
        this.runFor = properties.runFor();
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        log.info(
                "Open http://localhost:{}/zmq in a browser. The application ends in {} minutes, or by Ctrl-C.",
                event.getWebServer().getPort(),
                runFor.toMinutes());
        // Closing the context blocks.
        end.update(
                Mono.delay(runFor, Schedulers.boundedElastic()).subscribe(over -> SpringApplication.exit(application)));
    }

    @PreDestroy
    void cancel() {
        end.dispose();
    }
}
