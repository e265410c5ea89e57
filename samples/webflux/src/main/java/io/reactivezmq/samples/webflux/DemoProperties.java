package io.reactivezmq.samples.webflux;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Load of the embedded backend.
 *
 * @param quotesPerSecond quotes per second for each symbol
 * @param answerAfter delay before each answer of the service
 * @param jobsPerSecond jobs per second that the worker can do
 */
@ConfigurationProperties("demo")
record DemoProperties(int quotesPerSecond, Duration answerAfter, int jobsPerSecond) {}
