// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.classpath;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The class path of a project under {@code benchmarks/peers}, resolved by Maven once and kept while
 * the projects that list it stay the same.
 */
public final class PeerClassPath {

  private final SourceTree tree;
  private final MavenResolution maven;

  public PeerClassPath(SourceTree tree, MavenResolution maven) {
    this.tree = tree;
    this.maven = maven;
  }

  /** The jars of {@code peer}, the name of a directory in {@code benchmarks/peers}. */
  public List<Path> resolve(String peer) throws IOException, InterruptedException {
    Path pom = tree.peerPom(peer);
    Path kept = tree.work().resolve("classpath").resolve(peer + "-" + fingerprint(pom) + ".txt");
    if (!isUsable(kept)) {
      Files.createDirectories(kept.getParent());
      maven.writeClassPath(peer, pom, kept);
    }
    return entries(Files.readString(kept));
  }

  /**
   * The class path of this process followed by those entries of {@code others} that it does not
   * have in some version.
   */
  public static List<Path> behindOwn(List<Path> others) {
    return joined(entries(System.getProperty("java.class.path")), others);
  }

  static List<Path> joined(List<Path> own, List<Path> others) {
    Set<String> present = new HashSet<>();
    own.forEach(path -> present.add(artifact(path)));
    return Stream.concat(
            own.stream(), others.stream().filter(path -> !present.contains(artifact(path))))
        .toList();
  }

  /** The file's name without its version; of a directory of classes the whole path. */
  private static String artifact(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".jar") ? name.replaceFirst("-\\d[^/]*\\.jar$", "") : path.toString();
  }

  private static List<Path> entries(String classPath) {
    return Stream.of(classPath.strip().split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private static boolean isUsable(Path kept) throws IOException {
    return Files.exists(kept) && entries(Files.readString(kept)).stream().allMatch(Files::exists);
  }

  /** Changes when the project or one that it inherits from does. */
  private String fingerprint(Path pom) {
    CRC32 crc = new CRC32();
    Stream.of(pom, pom.resolve("../../pom.xml").normalize(), tree.root().resolve("pom.xml"))
        .map(PeerClassPath::text)
        .forEach(text -> crc.update(text.getBytes(StandardCharsets.UTF_8)));
    return Long.toHexString(crc.getValue());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
