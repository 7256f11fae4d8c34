// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.distribution;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The launcher with all jars, for machines with Java alone; module {@code cli/distribution} packs
 * it.
 */
public final class Tarball {

  private static final List<String> MAVEN =
      List.of(
          "-Pfast,package", "-pl", "cli/distribution", "-am", "package", "-Dmaven.test.skip=true");

  private Tarball() {}

  /**
   * Builds it and puts it into {@code folder}, which is made if need be.
   *
   * @param say is told what the build goes through, and its errors
   * @throws UsageException if the build fails
   */
  public static Path build(Checkout checkout, Path folder, Consumer<String> say) {
    Path built = checkout.root().resolve("cli/distribution/target/fast");
    try {
      for (Path old : tarballs(built)) {
        Files.delete(old);
      }
      int exitCode = checkout.maven(MAVEN).runMerged(line -> report(line, say));
      List<Path> made = tarballs(built);
      if (exitCode != 0 || made.size() != 1) {
        throw new UsageException(
            "the tarball could not be built: mvn %s ended with exit code %d and left %s"
                .formatted(String.join(" ", MAVEN), exitCode, made));
      }
      Path target = Files.createDirectories(folder).resolve(made.get(0).getFileName());
      return Files.copy(made.get(0), target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(String line, Consumer<String> say) {
    if (line.contains("Building Joist :: ") || line.startsWith("[ERROR]")) {
      say.accept(line);
    }
  }

  private static List<Path> tarballs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
    }
  }
}
