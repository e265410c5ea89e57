package io.reactivezmq.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** What this host has for talking to itself. */
final class Loopback {

    private Loopback() {}

    /** The interface's name, such as {@code lo}. */
    static String name() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"))
                    .getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean hasIpv6() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
