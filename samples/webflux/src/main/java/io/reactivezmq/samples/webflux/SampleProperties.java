package io.reactivezmq.samples.webflux;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** What is not a property of a socket: the endpoint and the queues of the feed's readers, and limits on waiting. */
@ConfigurationProperties("sample")
record SampleProperties(Quotes quotes, Ask ask, Jobs jobs) {

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
     * @param timeout time limit of one attempt, including the wait to be sent
     * @param retries number of further attempts
     */
    record Ask(Duration timeout, int retries) {}

    /**
     * Settings of the jobs.
     *
     * @param waitForRoom how long an HTTP request may wait until its job is accepted
     */
    record Jobs(Duration waitForRoom) {}
}
