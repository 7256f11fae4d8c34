// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  @TempDir private Path base;

  @Test
  void removesWhatADeadProcessLeft() throws Exception {
    Path folder = Files.createDirectory(base.resolve("joist-1-1"));
    Files.createFile(base.resolve("joist-1-1.lock"));
    Files.write(folder.resolve("run-000001.values"), new byte[1000]);

    assertThat(Leftovers.removeFrom(base)).isEqualTo(1000);
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void leavesWhatAJobThatRunsHas() throws Exception {
    try (SpillFolder folder = new SpillFolder(SpillFiles.local(), base)) {
      SpilledGroups groups = new SpilledGroups(folder);
      groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1")))));

      assertThat(Leftovers.removeFrom(base)).isZero();
      assertThat(Runs.read(groups.merge(), "b")).isEqualTo(Map.of("a", List.of("1")));
    }
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void leavesWhatAnotherProcessHasUntilItIsKilled() throws Exception {
    Process other = HoldsAFolder.start(base);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("spilled");
      assertThat(Leftovers.removeFrom(base)).isZero();
      assertThat(base).isNotEmptyDirectory();
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertThat(Leftovers.removeFrom(base)).isPositive();
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void touchesNothingElse() throws Exception {
    Path other = Files.createFile(base.resolve("other.lock"));

    assertThat(Leftovers.removeFrom(base)).isZero();
    assertThat(Leftovers.removeFrom(base.resolve("missing"))).isZero();
    assertThat(other).exists();
  }
}
