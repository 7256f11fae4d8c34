// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.classpath;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clone of the repository that the benchmarks run from. */
public record SourceTree(Path root) {

  private static final Path LANDMARK = Path.of("benchmarks", "peers", "pom.xml");

  /** The tree that {@code start} lies in. */
  static SourceTree around(Path start) {
    return Stream.<@Nullable Path>iterate(
            start.toAbsolutePath().normalize(), path -> path != null, SourceTree::parent)
        .flatMap(path -> Optional.ofNullable(path).stream())
        .filter(path -> Files.exists(path.resolve(LANDMARK)))
        .findFirst()
        .map(SourceTree::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found no %s in %s or above it; benchmarks run from a clone of Joist."
                        .formatted(LANDMARK, start.toAbsolutePath())));
  }

  /** The tree that this program was built in, wherever it was started. */
  public static SourceTree ofThisProgram() {
    URL classes = SourceTree.class.getProtectionDomain().getCodeSource().getLocation();
    return around(Path.of(URI.create(classes.toString())));
  }

  /** The Maven project that lists what {@code peer} needs. */
  Path peerPom(String peer) {
    return root.resolve("benchmarks").resolve("peers").resolve(peer).resolve("pom.xml");
  }

  /** Where the benchmarks keep what they make: logs, figures, resolved class paths. */
  public Path work() {
    return root.resolve("benchmarks").resolve("target").resolve("bench");
  }

  /** A page of the documentation. */
  public Path doc(String name) {
    return root.resolve("docs").resolve(name);
  }

  private static @Nullable Path parent(@Nullable Path path) {
    return path == null ? null : path.getParent();
  }
}
