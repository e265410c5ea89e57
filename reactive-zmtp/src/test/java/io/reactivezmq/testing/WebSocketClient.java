package io.reactivezmq.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The JDK's WebSocket client, to be led by the hand. Bytes are written as numbers with commas between. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean reading = true;
    private StringBuilder part = new StringBuilder();
    private WebSocket socket;

    private WebSocketClient() {}

    /** Connects, and fails when the server does not agree. */
    public static WebSocketClient connect(String uri, String... protocols) {
        WebSocketClient client = new WebSocketClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length))
                .connectTimeout(LIMIT)
                .buildAsync(URI.create(uri), client)
                .join();
        return client;
    }

    /** What was agreed on. */
    public String protocol() {
        return socket.getSubprotocol();
    }

    /** Sends a binary message. */
    public WebSocketClient send(int... bytes) {
        return fragment(true, bytes);
    }

    /** Sends a part of one. */
    public WebSocketClient fragment(boolean last, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int each : bytes) {
            buffer.put((byte) each);
        }
        return sent(socket.sendBinary(buffer.flip(), last));
    }

    /** Sends what has no place here. */
    public WebSocketClient text(String text) {
        return sent(socket.sendText(text, true));
    }

    /** Pings. */
    public WebSocketClient ping(String payload) {
        return sent(socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))));
    }

    private WebSocketClient sent(CompletableFuture<WebSocket> outcome) {
        outcome.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        return this;
    }

    /** The next binary message. */
    public String next() {
        return taken(messages);
    }

    /** What the next pong carries. */
    public String nextPong() {
        return taken(pongs);
    }

    /** What the next pong carries; empty if none comes in time. */
    public String pongWithin(Duration time) {
        try {
            String taken = pongs.poll(time.toMillis(), TimeUnit.MILLISECONDS);
            return taken == null ? "" : taken;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String taken(BlockingQueue<String> queue) {
        try {
            String taken = queue.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("nothing came");
            }
            return taken;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many pings have come; they are answered. */
    public void awaitPings(int count) {
        Await.until(count + " pings", () -> pings.get() >= count);
    }

    /** Waits until the server has closed. */
    public void awaitClose() {
        closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Reads nothing more, and so answers nothing. */
    public void stopReading() {
        reading = false;
    }

    private void readOn(WebSocket from) {
        if (reading) {
            from.request(1);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        part.append(part.length() == 0 ? "" : ",")
                .append(IntStream.range(0, bytes.length)
                        .mapToObj(i -> Integer.toString(bytes[i] & 0xff))
                        .collect(Collectors.joining(",")));
        if (last) {
            messages.add(part.toString());
            part = new StringBuilder();
        }
        readOn(from);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
        pings.incrementAndGet();
        readOn(from);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        pongs.add(StandardCharsets.UTF_8.decode(payload).toString());
        readOn(from);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(null);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
