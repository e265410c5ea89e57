package io.reactivezmq.samples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The live page in a browser. */
@ExtendWith(ChromiumAvailable.class)
@Timeout(180)
class LivePageBrowserTest {

    private static final Path PICTURES = Path.of(System.getProperty("live.pictures", "target/pictures"));

    /** The number of samples that the charts of the pictures have at least. */
    private static final int HISTORY = Integer.getInteger("live.history", 0);

    private static final String MARKUP = "<script>document.body.remove()</script>";

    @TempDir
    Path directory;

    private Chromium browser;
    private ConfigurableApplicationContext app;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        if (app != null) {
            app.close();
        }
        browser.close();
    }

    private Tab open(String... properties) throws Exception {
        launch(0, properties);
        Tab page = browser.open("http://127.0.0.1:" + port() + "/zmq");
        page.look(1280, 820, false);
        return page;
    }

    private void launch(int port, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.netty.max-keep-alive-requests=1",
                "--spring.main.banner-mode=off",
                "--spring.reactor.netty.shutdown-quiet-period=0s",
                "--live.stall-after=1h"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        app = new SpringApplicationBuilder(LiveSample.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    private int port() {
        return app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Returns an expression for the element of a socket. */
    private static String socket(String name) {
        return "[...document.querySelectorAll('.socket')].find(s => s.querySelector('.name')?.textContent === '" + name
                + "')";
    }

    @Test
    void aStalledSubscriberStandsOutAndItsDropsCountUp() throws Exception {
        Tab page = open();
        page.await(socket("quotes") + "?.innerText.includes('MiB/s')");
        page.await("document.querySelector('#status').textContent === 'live'");
        assertThat(page.text(socket("quotes") + ".dataset.level")).as("before").isNotEqualTo("bad");

        app.getBean(Traffic.class).stall();
        page.await(
                socket("quotes") + ".dataset.level === 'bad' && " + socket("quotes") + ".innerText.includes('1 slow')",
                Duration.ofSeconds(3));

        page.evaluate(socket("quotes") + ".querySelector('.toggle').click()");
        page.await("document.querySelectorAll('.list .peer[data-slow]').length === 1");
        assertThat(page.evaluate("document.querySelectorAll('.list .peer').length")
                        .asInt())
                .as("peers of the feed")
                .isEqualTo(3);
        String drops = "Number(" + socket("quotes") + ".querySelector('.tail .number').title.replace(/\\D/g, ''))";
        page.await(drops + " > 0");
        long before = page.evaluate(drops).asLong();
        page.await(drops + " > " + before);
        assertThat(page.text("document.querySelector('#events').innerText")).contains("messages dropped, peer full");

        page.await(
                "[...views.values()].some(view => view.rates.ms.length >= " + HISTORY + ")",
                Duration.ofSeconds(20 + 2L * HISTORY));
        page.await("document.querySelector('#status').textContent === 'live'");
        picture(page, "live-light.png");
        page.look(1280, 820, true);
        picture(page, "live-dark.png");
        page.look(390, 844, false);
        picture(page, "live-phone.png");
        page.evaluate("document.querySelector('.peers').scrollIntoView({block: 'center'})");
        picture(page, "live-phone-peers.png");
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .as("width on a phone")
                .isLessThanOrEqualTo(390);
        assertThat(page.complaints()).isEmpty();
    }

    private static void picture(Tab page, String name) throws Exception {
        // Two frames of the screen, after which the layout is that of the new size.
        page.evaluate("window.drawn = false; requestAnimationFrame(() => requestAnimationFrame(() => drawn = true))");
        page.await("drawn");
        page.picture(PICTURES.resolve(name));
    }

    @Test
    void anEndpointThatFailsShowsItsReason() throws Exception {
        Tab page = open();
        page.await(socket("backup") + "?.querySelector('.failure:not([hidden])')?.textContent"
                + ".includes('Connection refused')");
        assertThat(page.text(socket("backup") + ".dataset.level")).isEqualTo("bad");
        assertThat(page.text(socket("backup") + ".innerText")).contains("tcp://127.0.0.1:9", "connecting");
        assertThat(page.text(socket("dashboard") + ".dataset.level")).isNotEqualTo("bad");
        page.await("document.querySelector('#events').innerText.includes('cannot connect: Connection refused')");
        page.evaluate("document.querySelector('#problems').click()");
        assertThat(page.text("[...document.querySelectorAll('.socket:not([hidden]) .name')].map(n => n.textContent)"))
                .isEqualTo("backup");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void whatAPeerSaysStaysText() throws Exception {
        Tab page = open("live.user=" + MARKUP, "zmq.sockets.orders.plain.users[" + MARKUP + "]=secret");
        page.await(socket("orders") + "?.querySelector('.toggle')");
        page.evaluate(socket("orders") + ".querySelector('.toggle').click()");
        String cell =
                "[...document.querySelectorAll('.list .peer span')].find(c => c.textContent === '" + MARKUP + "')";
        page.await(cell);
        assertThat(page.evaluate(cell + ".childElementCount").asInt()).isZero();
        page.await("document.querySelector('#events').innerText.includes('" + MARKUP + "')");
        assertThat(page.evaluate("document.scripts.length").asInt()).isEqualTo(1);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theStreamSurvivesARestartOfTheServer() throws Exception {
        Tab page = open();
        page.await(socket("quotes") + "?.querySelector('.toggle')");
        page.evaluate("window.same = true");
        page.evaluate(socket("quotes") + ".querySelector('.toggle').click()");
        page.await("document.querySelectorAll('.list .peer').length === 3");
        String run = page.text("run");
        int port = port();
        app.close();
        page.await("document.querySelector('#status').dataset.state === 'lost'");

        launch(port);
        page.await("document.querySelector('#status').dataset.state === 'live' && run !== '" + run + "'");
        page.await(socket("quotes") + "?.innerText.includes('MiB/s')");
        page.await("document.querySelectorAll('.list .peer').length === 3");
        assertThat(page.evaluate("window.same").asBoolean())
                .as("the page was not loaded again")
                .isTrue();
    }
}
