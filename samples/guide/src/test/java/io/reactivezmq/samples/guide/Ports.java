package io.reactivezmq.samples.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports that are not in use. */
final class Ports {

    /**
     * Lowest port. All ports are below those that systems assign to outgoing connections. Otherwise a connection to an
     * unused port could be assigned that port, and connect to itself.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    /** The ports that were returned before; they may not be in use yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** Returns the endpoint of a port of 127.0.0.1 that is free now. */
    static String free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return "tcp://127.0.0.1:" + probe.getLocalPort();
            } catch (IOException e) {
                // Taken; try another.
            }
        }
    }
}
