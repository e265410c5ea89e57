package io.reactivezmq.testing;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A peer made by hand on a blocking socket, that can do what no ZeroMQ library would. */
public final class RawPeer implements AutoCloseable {

    private static final int TIMEOUT = 20_000;
    private static final int GREETING = 64;
    private static final int MORE = 1;
    private static final int LONG = 2;
    private static final int COMMAND = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Waits for connections. */
    public static final class Door implements AutoCloseable {

        private final ServerSocket listener;

        /** On a port that the system chooses. */
        public Door() {
            this(0);
        }

        /** The same, with receive buffers of about this size; 0 for the system's choice. */
        public Door(int receiveBuffer) {
            try {
                listener = new ServerSocket();
                if (receiveBuffer > 0) {
                    listener.setReceiveBufferSize(receiveBuffer);
                }
                listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
                listener.setSoTimeout(TIMEOUT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Where it is. */
        public Endpoint endpoint() {
            return new Endpoint("tcp://127.0.0.1:" + listener.getLocalPort());
        }

        /** The next connection. */
        public RawPeer accept() {
            try {
                return new RawPeer(listener.accept());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Connects to a bound socket. */
    public static RawPeer connect(Endpoint endpoint) {
        return connect(endpoint, 0);
    }

    /** Connects with a receive buffer of about this size; 0 for the system's choice. */
    public static RawPeer connect(Endpoint endpoint, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress("127.0.0.1", endpoint.port()), TIMEOUT);
            return new RawPeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This peer's address as the other side sees it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** A ZMTP 3.1 greeting under NULL. */
    public static byte[] greeting() {
        byte[] greeting = new byte[GREETING];
        greeting[0] = (byte) 0xff;
        greeting[8] = 1;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        greeting[11] = 1;
        byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
        return greeting;
    }

    /** A READY command of this socket type, as a frame. */
    public static byte[] ready(String type) {
        return command("READY", property("Socket-Type", type.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The same with a routing id. */
    public static byte[] ready(String type, byte[] id) {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        properties.writeBytes(property("Socket-Type", type.getBytes(StandardCharsets.US_ASCII)));
        properties.writeBytes(property("Identity", id));
        return command("READY", properties.toByteArray());
    }

    private static byte[] property(String name, byte[] value) {
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        property.write(name.length());
        property.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        property.writeBytes(new byte[] {0, 0, 0, (byte) value.length});
        property.writeBytes(value);
        return property.toByteArray();
    }

    /** A command as a frame. */
    public static byte[] command(String name, byte... data) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(text.length);
        body.writeBytes(text);
        body.writeBytes(data);
        return frame(COMMAND, body.toByteArray());
    }

    /** A frame. */
    public static byte[] frame(int flags, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (body.length <= 255) {
            bytes.write(flags);
            bytes.write(body.length);
        } else {
            bytes.write(flags | LONG);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(body.length).array());
        }
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** A message as frames. */
    public static byte[] frames(ZmqMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < message.frameCount(); i++) {
            bytes.writeBytes(frame(i < message.frameCount() - 1 ? MORE : 0, message.unwrap(i)));
        }
        return bytes.toByteArray();
    }

    /** Exchanges greetings. */
    public RawPeer greet() {
        send(greeting());
        read(GREETING);
        return this;
    }

    /** Exchanges greetings and READYs. */
    public RawPeer shakeHands(String type) {
        greet();
        send(ready(type));
        readCommand("READY");
        return this;
    }

    /** Writes these bytes. */
    public RawPeer send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes this message. */
    public RawPeer send(ZmqMessage message) {
        return send(frames(message));
    }

    /** Reads exactly so many bytes. */
    public byte[] read(int count) {
        try {
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame that came. */
    public record Frame(int flags, byte[] body) {

        /** Whether it is a command of this name. */
        public boolean isCommand(String name) {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            return (flags & COMMAND) != 0
                    && body.length > text.length
                    && body[0] == text.length
                    && Arrays.equals(body, 1, 1 + text.length, text, 0, text.length);
        }

        /** What stands behind a command's name. */
        public byte[] data() {
            return Arrays.copyOfRange(body, 1 + body[0], body.length);
        }

        @Override
        public String toString() {
            return "%02x %s".formatted(flags, HexFormat.of().formatHex(body));
        }
    }

    /** Reads the next frame. */
    public Frame readFrame() {
        try {
            int flags = in.readUnsignedByte();
            int size = (flags & LONG) == 0 ? in.readUnsignedByte() : Math.toIntExact(in.readLong());
            return new Frame(flags & ~LONG, read(size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next frame, which must be this command, and returns what stands behind the name. */
    public byte[] readCommand(String name) {
        Frame frame = readFrame();
        if (!frame.isCommand(name)) {
            throw new AssertionError("not " + name + ": " + frame);
        }
        return frame.data();
    }

    /** Reads the next message, passing over commands. */
    public ZmqMessage readMessage() {
        List<byte[]> frames = new ArrayList<>();
        while (true) {
            Frame frame = readFrame();
            if ((frame.flags() & COMMAND) == 0) {
                frames.add(frame.body());
                if ((frame.flags() & MORE) == 0) {
                    return ZmqMessage.wrap(frames.toArray(byte[][]::new));
                }
            }
        }
    }

    /** Reads until the other side closes, and returns what came before. */
    public byte[] readToEnd() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("not closed", e);
        } catch (IOException e) {
            // Reset: closed with something of ours unread.
        }
        return rest.toByteArray();
    }

    /** Ends the connection with a reset, in whatever state it is. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
