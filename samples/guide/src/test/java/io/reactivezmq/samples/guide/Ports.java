package io.reactivezmq.samples.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on at the moment. */
final class Ports {

    /**
     * Below what systems give to outgoing connections: one of those could otherwise meet itself on a port nobody has.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private Ports() {}

    /** The endpoint of a port of 127.0.0.1 that is free now. */
    static String free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return "tcp://127.0.0.1:" + probe.getLocalPort();
            } catch (IOException e) {
                // Taken; try another.
            }
        }
    }
}
