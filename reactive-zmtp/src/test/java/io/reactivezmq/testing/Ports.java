package io.reactivezmq.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that no process listens on at the moment. */
public final class Ports {

    /**
     * Below what systems give to outgoing connections: one of those could otherwise connect to itself on a free port.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    /** The ports that were returned before; they may not be in use yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port of 127.0.0.1 that is free now. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Taken; try another.
            }
        }
    }

    /** The endpoint of such a port. */
    public static String freeEndpoint() {
        return "tcp://127.0.0.1:" + free();
    }
}
