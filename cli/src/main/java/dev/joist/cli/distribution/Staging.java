// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder that a release was published to.
 *
 * @param folder the root of the repository
 * @param version the version of the release
 */
record Staging(Path folder, String version) {

  private static final List<String> POMS = List.of("joist-parent", "joist-bom");

  private static final List<String> JARS =
      List.of(
          "joist-state-backend",
          "joist-execution",
          "joist-operators",
          "joist-translation",
          "joist-runner",
          "joist-cli");

  /** Programs and tests, which nobody depends on. */
  private static final Set<String> NEVER =
      Set.of("joist-examples", "joist-benchmarks", "joist-validates-runner", "joist-distribution");

  private static final List<String> ENDINGS =
      List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");

  /** What a pom has to say by itself or by its parent. */
  private static final List<String> ELEMENTS =
      List.of("<url>", "<licenses>", "<developers>", "<scm");

  private static final List<String> CHECKSUMS = List.of("", ".md5", ".sha1");

  /** What a public repository would ask for; empty if nothing is missing. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String artifact : POMS) {
      files(artifact, ".pom").filter(file -> !Files.exists(file)).forEach(absent(missing));
      missing.addAll(missingInPom(artifact, ELEMENTS));
      missing.addAll(missingInPom(artifact, List.of("<name>", "<description>")));
    }
    for (String artifact : JARS) {
      ENDINGS.stream()
          .flatMap(ending -> files(artifact, ending))
          .filter(file -> !Files.exists(file))
          .forEach(absent(missing));
      missing.addAll(missingInPom(artifact, List.of("<name>")));
    }
    for (String artifact : NEVER) {
      if (Files.exists(folder.resolve("dev/joist").resolve(artifact))) {
        missing.add(artifact + " is published");
      }
    }
    if (!Files.exists(folder.resolve("joist-%s.tar.gz".formatted(version)))) {
      missing.add("there is no tarball");
    }
    return missing;
  }

  private Consumer<Path> absent(List<String> missing) {
    return file -> missing.add("there is no " + folder.relativize(file));
  }

  private Stream<Path> files(String artifact, String ending) {
    return CHECKSUMS.stream().map(checksum -> file(artifact, ending + checksum));
  }

  private Path file(String artifact, String ending) {
    return folder
        .resolve("dev/joist")
        .resolve(artifact)
        .resolve(version)
        .resolve("%s-%s%s".formatted(artifact, version, ending));
  }

  private List<String> missingInPom(String artifact, List<String> elements) {
    Path pom = file(artifact, ".pom");
    if (!Files.exists(pom)) {
      return List.of();
    }
    try {
      String text = Files.readString(pom);
      return elements.stream()
          .filter(element -> !text.contains(element))
          .map(element -> "the pom of %s has no %s".formatted(artifact, element))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
