package io.reactivezmq.samples.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.page.LivePage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page with 200 sockets, one of which has 5,000 peers. Their numbers are made up. */
@ExtendWith(ChromiumAvailable.class)
@Timeout(120)
class ManySocketsBrowserTest {

    private static final int SOCKETS = 200;
    private static final int PEERS = 5000;

    /** Far above what it takes, as a busy build server shares its processors. */
    private static final Duration LONGEST_FRAME = Duration.ofMillis(250);

    private static final long START = 1_800_000_000_000L;

    private final ZmqContext zmq = ZmqContext.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Lets the newest stream send its next frame. */
    private volatile Semaphore frames = new Semaphore(0);

    private HttpServer server;
    private Chromium browser;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        LivePage page = LivePage.of(zmq);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/zmq", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                page.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(page.html());
            }
        });
        server.createContext("/zmq/stream", this::stream);
        server.start();
        browser = Chromium.start(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        browser.close();
        server.stop(0);
        threads.shutdownNow();
        zmq.close().block(Duration.ofSeconds(20));
    }

    private void stream(HttpExchange exchange) throws IOException {
        Semaphore own = new Semaphore(1);
        frames = own;
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            boolean opened = exchange.getRequestURI().getQuery().endsWith("open=1");
            while (true) {
                own.acquire();
                body.write(("data: " + frame(numbers.incrementAndGet(), opened) + "\n\n").getBytes(UTF_8));
                body.flush();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String frame(int number, boolean opened) {
        StringJoiner sockets = new StringJoiner(",");
        for (int i = 1; i <= SOCKETS; i++) {
            long messages = (long) number * i * 37;
            sockets.add(("{'id':%d,'name':'feed-%d','type':'pub','age':1,'closing':false,'peers':%d,'slow':0,"
                            + "'late':false,'mr':0,'br':0,'ms':%d,'bs':%d,'rq':0,'sq':%d,'rqMax':0,'sqMax':%d,"
                            + "'rhwm':1000,'shwm':1000,'drops':{},'endpoints':[{'uri':'tcp://0.0.0.0:%d',"
                            + "'status':'LISTENING','since':0,'attempts':0,'peers':1}],'moreEndpoints':0}")
                    .formatted(i, i, i == 1 ? PEERS : 0, messages, messages * 100, i, i, 5000 + i));
        }
        String peers = "";
        if (opened) {
            StringJoiner rows = new StringJoiner(",");
            for (int i = 0; i < PEERS; i++) {
                rows.add("['tcp://0.0.0.0:5001','10.0.%d.%d:%d','SUB','','',1700000000000,0,0,%d,%d,0,%d,1,0,{}]"
                        .formatted(i / 250, i % 250, 40000 + i, (long) number * i, (long) number * i * 100, i % 900));
            }
            peers = "'1':{'total':" + PEERS + ",'rows':[" + rows + "]}";
        }
        return ("{'run':'a','now':" + (START + number * 1000L) + ",'hidden':0,'sockets':[" + sockets + "],'peers':{"
                        + peers + "},'events':[]}")
                .replace('\'', '"');
    }

    /** Sends frames, each when the page has shown the one before. */
    private void show(Tab page, int count) {
        page.evaluate("performance.clearMeasures()");
        for (int i = 1; i <= count; i++) {
            frames.release();
            page.await("performance.getEntriesByType('measure').length === " + i);
        }
    }

    @Test
    void drawsOnlyWhatIsVisibleAndStaysFast() throws Exception {
        Tab page = browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/zmq");
        page.look(1280, 820, false);
        page.await("document.querySelectorAll('.socket').length === " + SOCKETS);
        page.evaluate("document.querySelector('.toggle').click()");
        page.await("document.querySelector('.detail h3 ~ .peers .list .peer')");
        show(page, 8);
        assertThat(page.evaluate("document.querySelectorAll('.list .peer').length")
                        .asInt())
                .isLessThan(60);
        page.evaluate("document.querySelector('.list').scrollTop = 1e9");
        page.await("document.querySelector('.list').innerText.includes('10.0.19.249:44999')");
        assertThat(page.evaluate("document.querySelectorAll('.list .peer').length")
                        .asInt())
                .isLessThan(60);

        // A socket that is out of sight shows nothing until it is scrolled to.
        assertThat(page.text("document.querySelector('.socket:last-child .flow b').textContent"))
                .isEmpty();
        page.evaluate("document.querySelector('.socket:last-child').scrollIntoView()");
        page.await("document.querySelector('.socket:last-child').innerText.includes('MiB/s')");

        show(page, 8);
        double longest = page.evaluate("Math.max(...performance.getEntriesByType('measure').map(m => m.duration))")
                .asDouble();
        System.out.printf("longest frame: %.1f ms%n", longest);
        assertThat(longest).isLessThan(LONGEST_FRAME.toMillis());
        assertThat(page.complaints()).isEmpty();
    }
}
