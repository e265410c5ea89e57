package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.interop.matrix.Pairing.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The matrix in docs/compatibility.md")
class InteropDocumentTest {

    private static final int PEERS = 2;

    @Test
    @DisplayName("is the one that is tested")
    void isTheTested() throws IOException {
        assertThat(Files.readString(Path.of("../docs/compatibility.md")))
                .contains(table(Pairing.ALL, pairing -> PEERS * pairing.cases().count()))
                .contains(sum());
    }

    @Test
    @DisplayName("is the one that is tested, of the newer types too")
    void newerIsTheTested() throws IOException {
        long refused = Pairing.NEWER.size() * (Pairing.CLASSIC.size() + Pairing.NEWER.size() - 1L);
        assertThat(Files.readString(Path.of("../docs/compatibility.md")))
                .contains(table(
                        Pairing.ALL_NEWER,
                        pairing -> DraftPeers.cases()
                                .filter(arguments -> ((Case) arguments.get()[1]).pairing() == pairing)
                                .count()))
                .contains("%d cases in all. The other %d pairs are refused, either side bound"
                        .formatted(DraftPeers.cases().count(), refused));
    }

    @Test
    @DisplayName("tells how many cases are tried by ws")
    void webSocket() throws IOException {
        assertThat(Files.readString(Path.of("../docs/compatibility.md")))
                .contains("| epoll | all %d |".formatted(WebSocketPeers.all().size()))
                .contains("| epoll | %d of %d |"
                        .formatted(
                                WebSocketPeers.ofJszmq().count(),
                                Pairing.allCases().size()));
    }

    private static String table(List<Pairing> pairings, ToLongFunction<Pairing> cases) {
        return pairings.stream()
                .map(pairing -> "| %s | %s | %s | %d |\n"
                        .formatted(
                                pairing.ours().wireName(),
                                pairing.theirs().wireName(),
                                pairing.exercises().stream()
                                        .map(Exercise::toString)
                                        .collect(Collectors.joining("; ")),
                                cases.applyAsLong(pairing)))
                .collect(Collectors.joining("", "| ours | theirs | our side | cases |\n|---|---|---|---|\n", ""));
    }

    private static String sum() {
        int types = Pairing.CLASSIC.size();
        return "%d pairs, %d cases with each peer, %d in all. The other %d pairs are refused"
                .formatted(
                        Pairing.ALL.size(),
                        Pairing.allCases().size(),
                        PEERS * Pairing.allCases().size(),
                        types * types - Pairing.ALL.size());
    }

    @Test
    @DisplayName("has each legal pair, and no other")
    void isComplete() {
        assertComplete(Pairing.CLASSIC, Pairing.ALL);
        assertComplete(Pairing.NEWER, Pairing.ALL_NEWER);
    }

    private static void assertComplete(Set<SocketType> types, List<Pairing> pairings) {
        for (SocketType ours : types) {
            for (SocketType theirs : types) {
                assertThat(pairings)
                        .filteredOn(pairing -> pairing.ours() == ours && pairing.theirs() == theirs)
                        .as("%s with %s", ours, theirs)
                        .hasSize(ours.accepts(theirs.wireName()) ? 1 : 0);
            }
        }
    }
}
