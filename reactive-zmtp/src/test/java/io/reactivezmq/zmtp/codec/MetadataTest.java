package io.reactivezmq.zmtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    @Test
    void comesBackAsItWas() {
        Metadata metadata = new Metadata(List.of(
                new Metadata.Property("a", new byte[] {1, 2}),
                new Metadata.Property("n".repeat(255), new byte[0]),
                new Metadata.Property("a", new byte[300])));
        byte[] bytes = metadata.encode();
        Metadata back = Metadata.decode(bytes, 0, bytes.length);
        assertThat(back.properties())
                .extracting(Metadata.Property::name, property -> HexFormat.of().formatHex(property.value()))
                .containsExactlyElementsOf(metadata.properties().stream()
                        .map(property -> tuple(property.name(), HexFormat.of().formatHex(property.value())))
                        .toList());
    }

    @Test
    void readsWhereItIsTold() {
        byte[] bytes = HexFormat.of().parseHex("ffff" + "016100000001ff" + "ff");
        assertThat(Metadata.decode(bytes, 2, bytes.length - 1).properties()).hasSize(1);
    }

    @Test
    void isRefusedWhenCutAnywhereInsideAProperty() {
        byte[] bytes = HexFormat.of().parseHex("0261620000000378797a");
        for (int end = 1; end < bytes.length; end++) {
            byte[] cut = Arrays.copyOf(bytes, end);
            assertMalformed(cut);
        }
        assertThat(Metadata.decode(bytes, 0, 0).properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0161ffffffff", "016180000000", "01617fffffff61", "ff61", "016100000001 61 00"})
    void isRefusedWhenALengthGoesBeyondTheEnd(String hex) {
        assertMalformed(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void refusesNamesThatCannotBeWritten() {
        for (String name : List.of("", "n".repeat(256))) {
            Metadata metadata = new Metadata(List.of(new Metadata.Property(name, new byte[0])));
            assertThatThrownBy(metadata::encode).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatThrownBy(() -> Metadata.decode(bytes, 0, bytes.length))
                .asInstanceOf(InstanceOfAssertFactories.type(ProtocolException.class))
                .returns(ProtocolError.INVALID_METADATA, ProtocolException::error);
    }
}
