package io.reactivezmq.internal.inproc;

import static io.reactivezmq.internal.inproc.InprocState.ATTACHED;
import static io.reactivezmq.internal.inproc.InprocState.ATTACHING;
import static io.reactivezmq.internal.inproc.InprocState.CLOSED;
import static io.reactivezmq.internal.inproc.InprocState.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InprocStateTest {

    private static final Map<InprocState, Set<InprocState>> LEGAL = Map.of(
            HANDSHAKE, Set.of(ATTACHING, CLOSED),
            ATTACHING, Set.of(ATTACHED, CLOSED),
            ATTACHED, Set.of(CLOSED),
            CLOSED, Set.of());

    @ParameterizedTest
    @EnumSource(InprocState.class)
    void refusesIllegalTransitions(InprocState state) {
        for (InprocState next : InprocState.values()) {
            if (LEGAL.get(state).contains(next)) {
                assertThat(state.to(next)).isEqualTo(next);
            } else {
                assertThatThrownBy(() -> state.to(next))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(state.name())
                        .hasMessageContaining(next.name());
            }
        }
    }
}
