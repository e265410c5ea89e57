package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.testing.SocketTestHarness;
import io.reactivezmq.zap.ZapHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** A socket that lingers while its context is closed still connects, and asks about its peers. */
class ZapWhileClosingTest {

    private static final AuthRequest REQUEST =
            new AuthRequest("", "10.0.0.1", new byte[0], new Credentials.Anonymous());

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private void linger() {
        PushSocket push =
                harness.zmq().push(o -> o.linger(Duration.ofSeconds(30))).connect(harness.uri("there"));
        harness.await(push.send("last"));
    }

    private AuthResult authenticate() {
        return harness.await(harness.at("there").authenticate(REQUEST));
    }

    private RepSocket refuseAll() {
        return harness.await(ZapHandler.bind(harness.zmq(), request -> Mono.just(AuthResult.refused("not allowed"))));
    }

    private void closeContext() {
        assertThat(harness.isOver(harness.zmq().close())).as("a socket lingers").isFalse();
    }

    @Test
    void aPeerIsRefusedWhenTheHandlerIsGone() {
        refuseAll();
        linger();
        assertThat(authenticate().isAccepted()).isFalse();
        closeContext();
        assertThat(authenticate().isAccepted()).isFalse();
        assertThat(authenticate().status().code()).as("for now").isEqualTo(300);
    }

    @Test
    void aPeerIsAcceptedWhenThereWasNoHandler() {
        harness.await(refuseAll().close());
        linger();
        assertThat(authenticate().isAccepted()).isTrue();
        closeContext();
        assertThat(authenticate().isAccepted()).isTrue();
    }
}
