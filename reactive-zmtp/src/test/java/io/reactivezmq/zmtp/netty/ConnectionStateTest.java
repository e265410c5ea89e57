package io.reactivezmq.zmtp.netty;

import static io.reactivezmq.zmtp.netty.ConnectionState.ABANDONED;
import static io.reactivezmq.zmtp.netty.ConnectionState.ATTACHING;
import static io.reactivezmq.zmtp.netty.ConnectionState.AUTHENTICATING;
import static io.reactivezmq.zmtp.netty.ConnectionState.CLOSED;
import static io.reactivezmq.zmtp.netty.ConnectionState.DRAINING;
import static io.reactivezmq.zmtp.netty.ConnectionState.HANDSHAKING;
import static io.reactivezmq.zmtp.netty.ConnectionState.NEW;
import static io.reactivezmq.zmtp.netty.ConnectionState.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of a connection, and which of them may follow which. */
class ConnectionStateTest {

    private static final Map<ConnectionState, Set<ConnectionState>> LEGAL = Map.of(
            NEW, Set.of(HANDSHAKING, ABANDONED),
            HANDSHAKING, Set.of(AUTHENTICATING, ATTACHING, CLOSED),
            AUTHENTICATING, Set.of(HANDSHAKING, CLOSED),
            ATTACHING, Set.of(READY, HANDSHAKING, CLOSED),
            READY, Set.of(DRAINING, CLOSED),
            DRAINING, Set.of(CLOSED),
            ABANDONED, Set.of(),
            CLOSED, Set.of());

    static Stream<Arguments> pairs() {
        return Stream.of(ConnectionState.values())
                .flatMap(from -> Stream.of(ConnectionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onlyLegalTransitionsPass(ConnectionState from, ConnectionState to) {
        if (LEGAL.get(from).contains(to)) {
            assertThat(from.to(to)).isSameAs(to);
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> from.to(to))
                    .withMessageContainingAll(from.name(), to.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStateButTheLastOnesCanEnd(ConnectionState state) {
        if (state == ABANDONED || state == CLOSED) {
            assertThat(state.hasEnded()).isTrue();
            assertThatIllegalStateException().isThrownBy(state::end);
        } else {
            assertThat(state.hasEnded()).isFalse();
            assertThat(state.end()).isSameAs(state == NEW ? ABANDONED : CLOSED);
        }
    }

    @Test
    void aConnectionHasBegunOnceItsChannelWasActive() {
        assertThat(ConnectionState.values())
                .filteredOn(ConnectionState::hasBegun)
                .containsExactly(HANDSHAKING, AUTHENTICATING, ATTACHING, READY, DRAINING, CLOSED);
        assertThat(ConnectionState.values())
                .filteredOn(ConnectionState::isHandshake)
                .containsExactly(HANDSHAKING, AUTHENTICATING, ATTACHING);
    }
}
