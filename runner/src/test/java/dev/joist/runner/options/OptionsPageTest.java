// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistPipelineOptions;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of options says what the code does. */
class OptionsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "options.md");

  @Test
  void listsEveryOptionWithoutEffectWithItsReason() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| Option | Why it has no effect |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            FlinkOptionOutcomes.reasonsWithoutEffect().entrySet().stream()
                .map(option -> "| `--%s` | %s |".formatted(option.getKey(), option.getValue()))
                .toList());
  }

  @Test
  void namesEveryOptionThatJoistDeclares() throws IOException {
    String page = Files.readString(PAGE);
    List<String> declared =
        Stream.of(JoistPipelineOptions.class, FlinkNamedOptions.class, BundleOptions.class)
            .flatMap(options -> Arrays.stream(options.getDeclaredMethods()))
            .filter(method -> method.getParameterCount() == 0)
            .map(OptionsPageTest::name)
            .sorted()
            .toList();

    assertThat(declared).contains("parallelism", "maxBundleSize", "explain", "quiet");
    assertThat(declared).allMatch(option -> page.contains("`--" + option + "`"));
  }

  private static String name(Method getter) {
    return Introspector.decapitalize(getter.getName().replaceFirst("^(get|is)", ""));
  }
}
