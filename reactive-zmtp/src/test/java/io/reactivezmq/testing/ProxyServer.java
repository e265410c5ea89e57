package io.reactivezmq.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that wants to know who asks, and takes every name for this machine. It is for tests: one thread for each
 * direction, and no thought of anything unusual.
 */
public final class ProxyServer implements AutoCloseable {

    /** What it speaks. */
    public enum Kind {
        /** RFC 1928, with a user and a password by RFC 1929. */
        SOCKS5,
        /** SOCKS 4 with 4a's names; it knows a user and no password. */
        SOCKS4,
        /** HTTP's CONNECT, with basic authentication (RFC 7617). */
        HTTP
    }

    private final Kind kind;
    private final ServerSocket server;
    private final String user;
    private final String password;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Listens on a port that the system chooses. */
    public ProxyServer(Kind kind, String user, String password) throws IOException {
        this.kind = kind;
        this.user = user;
        this.password = password;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
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
                        // One side has closed.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a client wants, and how it is answered. */
    private record Wish(String target, int port, byte[] granted, byte[] failed) {}

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        Wish wish = switch (kind) {
            case SOCKS5 -> socks5(in, out);
            case SOCKS4 -> socks4(in, out);
            case HTTP -> http(in, out);
        };
        if (wish == null) {
            client.close();
            return;
        }
        asked.add(wish.target);
        Socket target;
        try {
            target = new Socket("127.0.0.1", wish.port);
        } catch (IOException e) {
            out.write(wish.failed);
            client.close();
            return;
        }
        sockets.add(target);
        out.write(wish.granted);
        start(() -> copy(in, target));
        copy(target.getInputStream(), client);
    }

    private @Nullable Wish socks5(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        if (text(methods).indexOf(2) < 0) {
            out.write(new byte[] {5, (byte) 0xff});
            return null;
        }
        out.write(new byte[] {5, 2});
        in.readByte();
        String name = text(in.readNBytes(in.readUnsignedByte()));
        String secret = text(in.readNBytes(in.readUnsignedByte()));
        boolean known = name.equals(user) && secret.equals(password);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        if (!known) {
            return null;
        }
        in.readNBytes(3);
        String target = in.readByte() == 3
                ? "name " + text(in.readNBytes(in.readUnsignedByte()))
                : "number " + InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        return new Wish(target, in.readUnsignedShort(), new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0}, new byte[] {
            5, 5, 0, 1, 0, 0, 0, 0, 0, 0
        });
    }

    private @Nullable Wish socks4(DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(2);
        int port = in.readUnsignedShort();
        byte[] number = in.readNBytes(4);
        if (!untilZero(in).equals(user)) {
            out.write(new byte[] {0, 93, 0, 0, 0, 0, 0, 0});
            return null;
        }
        // 0.0.0.x says that a name follows.
        boolean named = number[0] == 0 && number[1] == 0 && number[2] == 0 && number[3] != 0;
        String target = named
                ? "name " + untilZero(in)
                : "number " + InetAddress.getByAddress(number).getHostAddress();
        return new Wish(target, port, new byte[] {0, 90, 0, 0, 0, 0, 0, 0}, new byte[] {0, 91, 0, 0, 0, 0, 0, 0});
    }

    private static String untilZero(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int value = in.read(); value > 0; value = in.read()) {
            text.write(value);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private @Nullable Wish http(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String[] lines = head.toString().split("\r\n");
        String[] request = lines[0].split(" ");
        if (!request[0].equals("CONNECT")) {
            out.write(bytes("HTTP/1.1 405 Method Not Allowed\r\n\r\n"));
            return null;
        }
        String credentials = "proxy-authorization: basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (List.of(lines).stream()
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).equals(credentials.toLowerCase(Locale.ROOT)))) {
            out.write(bytes("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n"));
            return null;
        }
        int colon = request[1].lastIndexOf(':');
        String host = request[1].substring(0, colon);
        return new Wish(
                (host.matches("[0-9.]+") ? "number " : "name ") + host,
                Integer.parseInt(request[1].substring(colon + 1)),
                bytes("HTTP/1.1 200 Connection established\r\n\r\n"),
                bytes("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
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
