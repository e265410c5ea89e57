package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of properties in the documentation is that of the metadata. */
class SpringPageTest {

    private static final Path PAGE = Path.of("../../docs/spring.md");
    private static final String DEFAULTS = "zmq.defaults.";

    /** Of one socket only, so that the metadata does not list them below the defaults. */
    private static final Set<String> OF_ONE_SOCKET = Set.of(".type", ".bind", ".connect", ".subscribe", ".join");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:zmq)?\\.[^`]+)` \\| (.+) \\|$");

    @Test
    void theTableHasEveryPropertyWithItsDescription() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            documented.put(row.group(1), row.group(2));
        }
        assertThat(documented.keySet()).containsAll(OF_ONE_SOCKET);
        documented.keySet().removeAll(OF_ONE_SOCKET);
        assertThat(documented).isEqualTo(metadata());
    }

    private static Map<String, String> metadata() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (InputStream file = Objects.requireNonNull(
                ZmqProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode property : new ObjectMapper().readTree(file).get("properties")) {
                String name = property.get("name").asText();
                // The others are what the actuator has for each endpoint.
                if (name.startsWith("zmq.")) {
                    properties.put(
                            name.startsWith(DEFAULTS) ? name.substring(DEFAULTS.length() - 1) : name,
                            property.path("description").asText());
                }
            }
        }
        assertThat(properties).hasSizeGreaterThan(30);
        return properties;
    }
}
