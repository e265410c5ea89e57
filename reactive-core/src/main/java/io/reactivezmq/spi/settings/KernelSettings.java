package io.reactivezmq.spi.settings;

import org.jspecify.annotations.Nullable;

/**
 * Buffers and priorities of the sockets of all transports in the kernel, as far as they have them. Null leaves a value
 * to the operating system.
 *
 * @param sendBuffer the kernel's send buffer in bytes ({@code ZMQ_SNDBUF})
 * @param receiveBuffer the kernel's receive buffer in bytes ({@code ZMQ_RCVBUF})
 * @param typeOfService the IP type of service ({@code ZMQ_TOS})
 * @param priority the priority in the kernel's queues ({@code ZMQ_PRIORITY})
 * @param busyPoll microseconds of polling before the kernel waits for input ({@code ZMQ_BUSY_POLL})
 */
public record KernelSettings(
        @Nullable Integer sendBuffer,
        @Nullable Integer receiveBuffer,
        @Nullable Integer typeOfService,
        @Nullable Integer priority,
        @Nullable Integer busyPoll) {}
