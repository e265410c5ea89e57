package io.reactivezmq.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values that transports create and applications read: received messages, and descriptions of peers. */
class ReceivedMessagesTest {

    private final PeerInfo peer =
            PeerInfoBuilder.of("tcp://*:1", "10.0.0.1:2", true).build();

    @Test
    void receivedMessagesKnowTheirPeerAndShareTheArrays() {
        byte[] first = {1};
        byte[] second = {2};
        ZmqMessage single = ReceivedMessages.of(first, peer);
        ZmqMessage ofFrames = ReceivedMessages.of(new byte[][] {first, second}, peer);
        ZmqMessage ofRest = ReceivedMessages.of(first, new byte[][] {second}, peer);
        ZmqMessage passedOn = ReceivedMessages.of(ZmqMessage.wrap(first, second), peer);

        assertThat(single.frameCount()).isEqualTo(1);
        assertThat(ofFrames).isEqualTo(ofRest).isEqualTo(passedOn);
        for (ZmqMessage message : new ZmqMessage[] {single, ofFrames, ofRest, passedOn}) {
            assertThat(message.peer()).isSameAs(peer);
            assertThat(message.unwrap(0)).isSameAs(first);
        }
        assertThat(ofFrames.unwrap(1)).isSameAs(second);
        assertThat(passedOn.unwrap(1)).isSameAs(second);
    }

    @Test
    void aReceivedMessageHasAFrame() {
        assertThatThrownBy(() -> ReceivedMessages.of(new byte[0][], peer)).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void aCopyOfAPeerHasEverythingButWhatWasSetAnew() {
        Map<String, String> properties = new HashMap<>(Map.of("X-Zone", "a"));
        byte[] id = {7};
        PeerInfo announced = PeerInfoBuilder.of("tcp://*:1", "10.0.0.1:2", true)
                .announced("DEALER", id, properties)
                .authenticated("alice", Map.of("Role", "admin"))
                .localAddress("10.0.0.2:1")
                .certificateSubject("CN=alice")
                .build();
        id[0] = 8;
        properties.clear();
        PeerInfo routed =
                PeerInfoBuilder.of(announced).routingId(new byte[] {9}).build();

        assertThat(announced.routingId()).isEmpty();
        assertThat(routed.routingId()).containsExactly(9);
        assertThat(routed.announcedId()).containsExactly(7);
        assertThat(routed.property("X-Zone")).isEqualTo("a");
        assertThat(routed.authMetadata()).containsEntry("Role", "admin");
        assertThat(routed.localAddress()).isEqualTo("10.0.0.2:1");
        assertThat(routed.certificateSubject()).isEqualTo("CN=alice");
        assertThat(routed).hasToString("DEALER 0x09 (alice) from 10.0.0.1:2 on tcp://*:1");
    }
}
