package io.reactivezmq.testing;

import io.reactivezmq.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A plain UDP socket of the JDK's, on 127.0.0.1. */
public final class Datagrams implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final DatagramSocket socket;
    private SocketAddress lastSender;

    public Datagrams() {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
            socket.setSoTimeout(PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own address. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The same as text. */
    public String at() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Sends these bytes to the port of an endpoint. */
    public void send(Endpoint to, byte... bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", to.port())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(Endpoint to, String text) {
        send(to, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a group and a body. */
    public void send(Endpoint to, String group, String body) {
        send(to, (char) group.length() + group + body);
    }

    /** The next datagram. */
    public byte[] receive() {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(packet);
            lastSender = packet.getSocketAddress();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these bytes to the sender of the last datagram. */
    public void answer(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, lastSender));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no socket has this port of 127.0.0.1. */
    public static boolean isFree(int port) {
        try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getByName("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public String receiveText() {
        return new String(receive(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
