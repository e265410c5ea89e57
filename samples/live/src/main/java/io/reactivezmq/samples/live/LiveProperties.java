package io.reactivezmq.samples.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the application does.
 *
 * @param runFor time after which the application ends
 * @param stallAfter time after which one subscriber stops reading
 * @param quotesPerSecond quotes that are published per second, on average
 * @param user name of the client that places orders
 */
@ConfigurationProperties("live")
record LiveProperties(Duration runFor, Duration stallAfter, int quotesPerSecond, String user) {}
