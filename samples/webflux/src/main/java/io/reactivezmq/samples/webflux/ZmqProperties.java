package io.reactivezmq.samples.webflux;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Where the ZeroMQ peers are, and how much may wait for them. */
@ConfigurationProperties("zmq")
record ZmqProperties(Quotes quotes, Ask ask, Jobs jobs) {

    /**
     * The feed.
     *
     * @param endpoint a PUB
     * @param highWaterMark quotes that may wait in the socket of one reader
     * @param kernelBuffer what the operating system may hold on each side of one reader's way
     */
    record Quotes(String endpoint, int highWaterMark, DataSize kernelBuffer) {

        int kernelBufferBytes() {
            return Math.toIntExact(kernelBuffer.toBytes());
        }
    }

    /**
     * The answering service.
     *
     * @param endpoint a REP or ROUTER
     * @param maxInFlight questions under way at once
     * @param maxWaiting questions that may wait for their turn; one more is turned away
     * @param timeout limit on one try, the wait for its turn included
     * @param retries further tries
     */
    record Ask(String endpoint, int maxInFlight, int maxWaiting, Duration timeout, int retries) {}

    /**
     * The workers.
     *
     * @param endpoint a PULL
     * @param highWaterMark jobs that may wait for it in this process
     * @param waitForRoom how long a request may wait for room among them
     * @param linger how long a shutdown waits for them to be sent
     */
    record Jobs(String endpoint, int highWaterMark, Duration waitForRoom, Duration linger) {}
}
