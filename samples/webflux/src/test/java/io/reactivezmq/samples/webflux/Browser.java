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

/** A reader of server-sent events that reads when told to, and has next to no buffers of its own. */
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

    /** Asks for the quotes of this symbol, and reads the head of the response and no more. */
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

    /** The numbers of all quotes until this one. */
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

    /** Leaves, whatever is still to be read. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
