package io.reactivezmq.samples.webflux;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Endpoints of the ZeroMQ peers, and limits on the messages that wait for them. */
@ConfigurationProperties("zmq")
record ZmqProperties(Quotes quotes, Ask ask, Jobs jobs) {

    /**
     * Settings of the feed.
     *
     * @param endpoint endpoint of a PUB socket
     * @param highWaterMark quotes that may wait in the socket of one reader
     * @param kernelBuffer size of the kernel's buffers for one reader, on the ZeroMQ side and on the HTTP side
     */
    record Quotes(String endpoint, int highWaterMark, DataSize kernelBuffer) {

        int kernelBufferBytes() {
            return Math.toIntExact(kernelBuffer.toBytes());
        }
    }

    /**
     * Settings of the answering service.
     *
     * @param endpoint endpoint of a REP or ROUTER socket
     * @param maxInFlight questions that may be in flight at once
     * @param maxWaiting questions that may wait to be sent. Further ones are refused
     * @param timeout time limit of one attempt, including the wait to be sent
     * @param retries number of further attempts
     */
    record Ask(String endpoint, int maxInFlight, int maxWaiting, Duration timeout, int retries) {}

    /**
     * Settings of the jobs.
     *
     * @param endpoint endpoint of a PULL socket
     * @param highWaterMark jobs that may wait for it in this process
     * @param waitForRoom how long an HTTP request may wait until its job is accepted
     * @param linger how long a shutdown waits until accepted jobs are sent
     */
    record Jobs(String endpoint, int highWaterMark, Duration waitForRoom, Duration linger) {}
}
