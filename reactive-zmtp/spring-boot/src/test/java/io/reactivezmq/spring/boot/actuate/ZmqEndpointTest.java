package io.reactivezmq.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.spring.boot.ZmqListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The snapshot of sockets in the actuator, over HTTP. */
@Timeout(180)
class ZmqEndpointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {

        @ZmqListener(socket = "service")
        Mono<String> answer(String question) {
            return Mono.just("answer to " + question);
        }
    }

    private HttpResponse<String> get(ConfigurableApplicationContext app, String path) throws Exception {
        String port = app.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void showsSocketsEndpointsAndPeersWithoutSecrets() throws Exception {
        CurveKeyPair server = CurveKeyPair.generate();
        CurveKeyPair client = CurveKeyPair.generate();
        String endpoint =
                "ipc:///tmp/zmq-endpoint-test-" + ProcessHandle.current().pid();
        try (ConfigurableApplicationContext app = new SpringApplicationBuilder(App.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.netty.max-keep-alive-requests=1",
                        "--spring.main.banner-mode=off",
                        "--spring.reactor.netty.shutdown-quiet-period=0s",
                        "--management.endpoints.web.exposure.include=zmq,health",
                        "--management.endpoint.health.show-details=always",
                        "--zmq.sockets.service.type=rep",
                        "--zmq.sockets.service.bind=" + endpoint,
                        "--zmq.sockets.service.curve.secret-key="
                                + server.secretKey().z85(),
                        "--zmq.sockets.service.authorized-keys="
                                + client.publicKey().z85(),
                        "--zmq.sockets.ask.type=req",
                        "--zmq.sockets.ask.connect=" + endpoint,
                        "--zmq.sockets.ask.curve.server-key="
                                + server.publicKey().z85(),
                        "--zmq.sockets.ask.curve.secret-key="
                                + client.secretKey().z85())) {
            ReqSocket ask = app.getBean("ask", ReqSocket.class);
            assertThat(ask.request("a").map(ZmqMessage::text).block(PATIENCE)).isEqualTo("answer to a");
            app.getBean(ZmqContext.class).sub(o -> o.name("extra"));

            HttpResponse<String> response = get(app, "/actuator/zmq");
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode sockets = new ObjectMapper().readTree(response.body()).get("sockets");
            assertThat(sockets.findValuesAsText("name")).containsExactlyInAnyOrder("service", "ask", "extra");
            assertThat(response.body())
                    .doesNotContain(server.secretKey().z85(), client.secretKey().z85());

            JsonNode service = new ObjectMapper()
                    .readTree(get(app, "/actuator/zmq/service").body());
            assertThat(service.get("type").asText()).isEqualTo("rep");
            assertThat(service.get("messagesReceived").asInt()).isEqualTo(1);
            assertThat(service.at("/endpoints/0/status").asText()).isEqualTo("LISTENING");
            assertThat(service.at("/endpoints/0/peers").asInt()).isEqualTo(1);
            assertThat(service.at("/peers/0/userId").asText())
                    .isEqualTo(client.publicKey().z85());
            assertThat(service.at("/peers/0/type").asText()).isEqualTo("REQ");
            assertThat(service.at("/peers/0/connectedAt").asText()).startsWith("20");

            assertThat(get(app, "/actuator/zmq/none").statusCode()).isEqualTo(404);

            JsonNode health =
                    new ObjectMapper().readTree(get(app, "/actuator/health/zmq").body());
            assertThat(health.at("/components/ask/status").asText()).isEqualTo("UP");
            assertThat(health.at("/components/ask/details/endpoints/0/status").asText())
                    .isEqualTo("CONNECTED");
        }
    }
}
