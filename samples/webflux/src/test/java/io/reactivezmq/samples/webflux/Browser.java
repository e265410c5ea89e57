package io.reactivezmq.samples.webflux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A reader of server-sent events that reads only when a test requests it, and has almost no buffers. */
final class Browser implements AutoCloseable {

    private static final int BUFFER = 4096;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String DATA = "data:";

    private final Socket socket;
    private final BufferedReader in;

    private Browser(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII), BUFFER);
    }

    /** Requests the quotes of a symbol, and reads only the head of the response. */
    static Browser open(int port, String symbol) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET /quotes/" + symbol + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(US_ASCII));
        Browser browser = new Browser(socket);
        String line = browser.in.readLine();
        if (line == null || !line.contains("200")) {
            throw new IOException("the response begins with " + line);
        }
        while (line != null && !line.isEmpty()) {
            line = browser.in.readLine();
        }
        return browser;
    }

    /** Reads quotes up to the given number, and returns the numbers of all of them. */
    List<Long> readUntil(long last) {
        List<Long> numbers = new ArrayList<>();
        try {
            String line;
            while ((line = in.readLine()) != null) {
                if (line.startsWith(DATA)) {
                    numbers.add(Quotes.number(line.substring(DATA.length())));
                    if (numbers.get(numbers.size() - 1) == last) {
                        return numbers;
                    }
                }
            }
            throw new IOException("the response ended after " + numbers.size() + " quotes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the connection, even if unread data is left. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
