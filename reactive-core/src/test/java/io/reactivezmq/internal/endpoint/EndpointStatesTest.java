package io.reactivezmq.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each pair of states of a connected and of a bound endpoint: only the transitions of its life are legal. */
class EndpointStatesTest {

    private static final Map<Connector.State, List<Connector.State>> CONNECTOR = Map.of(
            Connector.State.NEW, List.of(Connector.State.ACTIVE, Connector.State.STOPPING),
            Connector.State.ACTIVE, List.of(Connector.State.ABANDONED, Connector.State.STOPPING),
            Connector.State.ABANDONED, List.of(Connector.State.STOPPING),
            Connector.State.STOPPING, List.of(Connector.State.STOPPED),
            Connector.State.STOPPED, List.of());

    private static final Map<Binding.State, List<Binding.State>> BINDING = Map.of(
            Binding.State.OPENING, List.of(Binding.State.LISTENING),
            Binding.State.LISTENING, List.of(Binding.State.DRAINING, Binding.State.STOPPING),
            Binding.State.DRAINING, List.of(Binding.State.STOPPING),
            Binding.State.STOPPING, List.of(Binding.State.CLOSING_CHANNELS, Binding.State.ENDED),
            Binding.State.CLOSING_CHANNELS, List.of(Binding.State.ENDED),
            Binding.State.ENDED, List.of());

    @ParameterizedTest
    @EnumSource
    void connector(Connector.State from) {
        for (Connector.State to : Connector.State.values()) {
            if (CONNECTOR.get(from).contains(to)) {
                assertThat(from.to(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void binding(Binding.State from) {
        for (Binding.State to : Binding.State.values()) {
            if (BINDING.get(from).contains(to)) {
                assertThat(from.to(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
            }
        }
    }
}
