package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .contains(table())
                .contains(sum());
    }

    private static String table() {
        return Pairing.ALL.stream()
                .map(pairing -> "| %s | %s | %s | %d |\n"
                        .formatted(
                                pairing.ours().wireName(),
                                pairing.theirs().wireName(),
                                pairing.exercises().stream()
                                        .map(Exercise::toString)
                                        .collect(Collectors.joining("; ")),
                                PEERS * pairing.cases().count()))
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
        for (SocketType ours : Pairing.CLASSIC) {
            for (SocketType theirs : Pairing.CLASSIC) {
                assertThat(Pairing.ALL)
                        .filteredOn(pairing -> pairing.ours() == ours && pairing.theirs() == theirs)
                        .as("%s with %s", ours, theirs)
                        .hasSize(ours.accepts(theirs.wireName()) ? 1 : 0);
            }
        }
    }
}
