package io.reactivezmq.samples.webflux;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How busy the embedded backend is.
 *
 * @param quotesPerSecond of each symbol
 * @param answerAfter how long the service thinks
 * @param jobsPerSecond what the worker can do
 */
@ConfigurationProperties("demo")
record DemoProperties(int quotesPerSecond, Duration answerAfter, int jobsPerSecond) {}
