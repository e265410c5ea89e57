package io.reactivezmq.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A SOCKS 5 proxy (RFC 1928, RFC 1929) that wants a user and a password, and takes every name for this machine. It is
 * for tests: one thread for each direction, and no thought of anything unusual.
 */
public final class SocksServer implements AutoCloseable {

    private static final byte[] NO_METHOD = {5, (byte) 0xff};

    private final ServerSocket server;
    private final String credentials;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Listens on a port that the system chooses. */
    public SocksServer(String user, String password) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        credentials = user + ":" + password;
        start(() -> {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        });
    }

    /** As an option takes it. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The targets it was asked for, with their kind in front: {@code name} or {@code number}. */
    public List<String> asked() {
        return asked;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Somebody has closed.
                    }
                },
                "socks");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.readByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) < 0) {
            out.write(NO_METHOD);
            client.close();
            return;
        }
        out.write(new byte[] {5, 2});
        in.readByte();
        String user = text(in.readNBytes(in.readUnsignedByte()));
        String password = text(in.readNBytes(in.readUnsignedByte()));
        boolean known = (user + ":" + password).equals(credentials);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        if (!known) {
            client.close();
            return;
        }
        in.readNBytes(3);
        boolean name = in.readByte() == 3;
        String host = name
                ? text(in.readNBytes(in.readUnsignedByte()))
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        int port = in.readUnsignedShort();
        asked.add((name ? "name " : "number ") + host);
        try {
            Socket target = new Socket("127.0.0.1", port);
            sockets.add(target);
            out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
            start(() -> copy(client.getInputStream(), target));
            copy(target.getInputStream(), client);
        } catch (IOException e) {
            out.write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
            client.close();
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static void copy(InputStream from, Socket to) throws IOException {
        try (to) {
            from.transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
