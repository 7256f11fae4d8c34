// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerClassPathTest {

  @TempDir private Path directory;

  @Test
  void addsOnlyWhatIsNotThereInAnyVersion() {
    List<Path> own =
        List.of(Path.of("runner/target/classes"), Path.of("m2/commons-codec-1.17.1.jar"));
    List<Path> others =
        List.of(
            Path.of("x/commons-codec-1.11.jar"),
            Path.of("x/gax-grpc-2.71.0.jar"),
            Path.of("x/gax-grpc-2.71.0-testlib.jar"));

    assertThat(PeerClassPath.joined(own, others))
        .containsExactly(own.get(0), own.get(1), others.get(1), others.get(2));
  }

  @Test
  void findsTheCloneFromAnyDirectoryInIt() throws IOException {
    Path deep = Files.createDirectories(directory.resolve("benchmarks/target/deep"));
    Path peers = Files.createDirectories(directory.resolve("benchmarks/peers"));
    Files.createFile(peers.resolve("pom.xml"));

    assertThat(SourceTree.around(deep).root()).isEqualTo(directory);
  }

  @Test
  void saysWhereItSearchedWhenThereIsNoClone() {
    assertThatThrownBy(() -> SourceTree.around(directory))
        .hasMessageContaining("in %s or above it".formatted(directory));
  }
}
