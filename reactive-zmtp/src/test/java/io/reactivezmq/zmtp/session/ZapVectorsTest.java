package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.zap.ZapRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that libzmq asked its ZAP handler, as bytes in all pieces. */
class ZapVectorsTest {

    @ParameterizedTest
    @CsvSource({"zap-request-null, NULL", "zap-request-plain, PLAIN", "zap-request-curve, CURVE"})
    void isRead(String name, String mechanism) {
        Cuts.everywhere(TestVectors.named(name).bytes(), () -> TestPeer.ready(SocketType.ROUTER), peer -> {
            assertThat(peer.messages).hasSize(1);
            ZapRequest decoded = ZapRequest.decode(peer.messages.get(0).dropFirst(1));
            assertThat(decoded.request().mechanism()).isEqualTo(mechanism);
            assertThat(decoded.encode().prependEmpty()).isEqualTo(peer.messages.get(0));
        });
    }
}
