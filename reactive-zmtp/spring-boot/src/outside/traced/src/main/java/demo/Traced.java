package demo;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks over HTTP, which asks a REP of this application, and then one of pyzmq, and looks at the spans. */
@SpringBootApplication(proxyBeanMethods = false)
public class Traced {

    private static final BlockingQueue<MutableSpan> SPANS = new LinkedBlockingQueue<>();

    @Bean
    TestObservationRegistry observationRegistry() {
        return TestObservationRegistry.create();
    }

    @Bean
    SpanHandler spans() {
        return new SpanHandler() {
            @Override
            public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                SPANS.add(span);
                return true;
            }
        };
    }

    @RestController
    record Api(ReqSocket ask, ReqSocket foreign) {

        @PostMapping("/{socket}")
        Mono<String> answer(@PathVariable String socket, @RequestBody String question) {
            return (socket.equals("ask") ? ask : foreign)
                    .request(question)
                    .timeout(Duration.ofSeconds(10))
                    .map(ZmqMessage::text);
        }

        @ZmqListener(socket = "answers")
        Mono<String> slowly(String question) {
            return Mono.just("ours: " + question);
        }
    }

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext app = SpringApplication.run(Traced.class, args);
        String url = "http://127.0.0.1:" + app.getEnvironment().getRequiredProperty("local.server.port");

        check(post(url + "/ask", "a").equals("ours: a"), "our REP answers");
        MutableSpan server = next();
        MutableSpan client = next();
        MutableSpan http = next();
        for (MutableSpan span : new MutableSpan[] {http, client, server}) {
            System.out.println(span.traceId() + " " + span.parentId() + " " + span.id() + " " + span.kind() + " "
                    + span.name());
        }
        check(client.traceId().equals(http.traceId()) && server.traceId().equals(http.traceId()), "one trace");
        check(http.id().equals(client.parentId()), "HTTP is the parent of the request");
        check(client.id().equals(server.parentId()), "the request is the parent of the handler");
        check(http.parentId() == null, "HTTP is the root");
        TestObservationRegistryAssert.assertThat(app.getBean(TestObservationRegistry.class))
                .hasObservationWithNameEqualTo("zmq.client.requests")
                .that()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("outcome", "SUCCESS")
                .backToTestObservationRegistry()
                .hasObservationWithNameEqualTo("zmq.server.requests")
                .that()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("outcome", "SUCCESS");
        System.out.println("checked: both observations, in a TestObservationRegistry");

        check(post(url + "/foreign", "b").equals("pyzmq: b"), "pyzmq's REP answers");
        SpringApplication.exit(app);
        System.exit(0);
    }

    private static String post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static MutableSpan next() throws InterruptedException {
        return Objects.requireNonNull(SPANS.poll(20, TimeUnit.SECONDS), "a span is missing");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            System.out.println("NOT: " + what);
            System.exit(1);
        }
        System.out.println("checked: " + what);
    }
}
