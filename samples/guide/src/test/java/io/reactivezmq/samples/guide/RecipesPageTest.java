package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each piece of code in docs/recipes.md is a part of a test that runs it. */
class RecipesPageTest {

    private static final Path PAGE = Path.of("../../docs/recipes.md");

    /** Where the code of each language is run. The second folder is that of another sample. */
    private static final Map<String, List<Path>> TESTS = Map.of(
            "java", List.of(Path.of("src/test/java"), Path.of("../webflux/src/test/java")),
            "yaml", List.of(Path.of("../webflux/src/test/resources")),
            "python", List.of(Path.of("src/test/python")));

    private static List<String> contents(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(squeeze(Files.readString(file)));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everySnippetOfTheRecipesIsRun() throws IOException {
        String recipes = Files.readString(PAGE);
        TESTS.forEach((language, folders) -> {
            List<String> tested = folders.stream()
                    .flatMap(folder -> contents(folder).stream())
                    .toList();
            List<String> snippets = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                    .matcher(recipes)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(snippets)
                    .as(language)
                    .isNotEmpty()
                    .allSatisfy(snippet ->
                            assertThat(tested).as("%s", snippet).anyMatch(test -> test.contains(squeeze(snippet))));
        });
        assertThat(Pattern.compile("(?m)^```(\\w+)").matcher(recipes).results().map(found -> found.group(1)))
                .allMatch(TESTS::containsKey);
    }

    /** Layout and comments aside. */
    private static String squeeze(String code) {
        return code.replaceAll("//[^\\n]*", "").replaceAll("[\\s;]+", "");
    }
}
