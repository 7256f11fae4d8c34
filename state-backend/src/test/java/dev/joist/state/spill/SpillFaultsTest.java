// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.spill.testing.FullDisk;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, that cannot be written and that forget. */
class SpillFaultsTest {

  @TempDir private Path base;

  @Test
  void tellsWhereAndHowMuchWhenTheDiskIsFull() {
    FullDisk disk = new FullDisk(3 << 20);
    try (SpillFolder folder = new SpillFolder(disk, base)) {
      SpilledGroups groups = new SpilledGroups(folder);
      RunWriter writer = groups.newRun();
      writer.beginGroup(Runs.bytes("a"));

      assertThatThrownBy(() -> fill(writer))
          .isInstanceOf(SpillException.class)
          .hasMessageMatching(
              "16388 bytes could not be written to "
                  + base
                  + ".*run-000001.values behind its first 2 MB: java.io.IOException: No space left"
                  + " on device. Its volume has 1234 bytes left, and this job has spilled 2 MB to"
                  + " it")
          .asInstanceOf(InstanceOfAssertFactories.type(SpillException.class))
          .returns(SpillException.Fault.NOT_WRITTEN, SpillException::fault);

      writer.close();
      assertThat(folder.bytes()).isZero();
    }
    assertThat(base).isEmptyDirectory();
  }

  private static void fill(RunWriter writer) throws Exception {
    byte[] value = new byte[1000];
    while (true) {
      writer.values().write(value);
    }
  }

  @Test
  void tellsWhichFolderCannotBeWritten() throws Exception {
    Path file = Files.createFile(base.resolve("file"));
    try (SpillFolder folder = new SpillFolder(SpillFiles.local(), file.resolve("folder"))) {
      assertThatThrownBy(folder::prepare)
          .isInstanceOf(SpillException.class)
          .hasMessageStartingWith("nothing can be spilled to " + file.resolve("folder"))
          .hasMessageEndingWith(
              "It has to be a folder, or a place for one, that this user may write to");
    }
  }

  @Test
  void findsABlockThatIsNotWhatWasWritten() throws Exception {
    try (SpillFolder folder = new SpillFolder(SpillFiles.local(), base)) {
      SpilledGroups groups = new SpilledGroups(folder);
      groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("x".repeat(50_000))))));
      Path values = folder.file("run-000001.values");
      try (RandomAccessFile file = new RandomAccessFile(values.toFile(), "rw")) {
        file.seek(20_000);
        file.write('y');
      }
      RunMerge merge = groups.merge();
      assertThat(merge.next()).isTrue();

      assertThatThrownBy(() -> merge.open(0).readAllBytes())
          .isInstanceOf(SpillException.class)
          .hasMessage(
              "block 1 of %s is not what was written: its checksum differs; the disk or somebody else changed it"
                  .formatted(values));
    }
  }

  @Test
  void findsAFileThatIsTooShort() throws Exception {
    try (SpillFolder folder = new SpillFolder(SpillFiles.local(), base)) {
      SpilledGroups groups = new SpilledGroups(folder);
      groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1")))));
      Path index = folder.file("run-000001.index");
      try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "rw")) {
        file.setLength(3);
      }

      assertThatThrownBy(groups::merge)
          .isInstanceOf(SpillException.class)
          .hasMessage("%s has 3 bytes; 8 were written".formatted(index));
    }
  }

  @Test
  void tellsThatARunCannotBeReadWhenItsJobHasEnded() throws Exception {
    SpillFolder folder = new SpillFolder(SpillFiles.local(), base);
    SpilledGroups groups = new SpilledGroups(folder);
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1")))));
    folder.close();

    assertThatThrownBy(groups::merge)
        .isInstanceOf(SpillException.class)
        .hasMessageContaining("run-000001.index could not be read");
  }
}
