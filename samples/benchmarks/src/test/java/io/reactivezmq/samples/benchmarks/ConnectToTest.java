package io.reactivezmq.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ConnectToTest {

    private final InputStream before = System.in;

    @AfterEach
    void giveBack() {
        System.setIn(before);
    }

    @Test
    void isAnEndpoint() throws IOException {
        assertThat(new ConnectTo().convert("tcp://127.0.0.1:5555")).isEqualTo("tcp://127.0.0.1:5555");
    }

    @Test
    void orIsReadFromStandardInput() throws IOException {
        System.setIn(new ByteArrayInputStream("tcp://127.0.0.1:5555\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(new ConnectTo().convert("-")).isEqualTo("tcp://127.0.0.1:5555");
        assertThatThrownBy(() -> new ConnectTo().convert("-")).isInstanceOf(TypeConversionException.class);
    }
}
