// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups beyond memory, in JVMs with little of it; the program checks each value itself. */
class LargeProgramTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path directory;

  @Test
  void groupsOneGigabyteUnderOneKeyIn128Megabytes() throws Exception {
    assertThat(run("128m", "group", "1000000", "1000", spillDir()))
        .contains("GROUP: 1,000,000 values of 1,000 bytes");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void groupsFiveMillionKeysIn128Megabytes() throws Exception {
    assertThat(run("128m", "keys", "5000000", "8", spillDir())).contains("groups=5000000");
  }

  @Test
  void groupsMoreThanTheHeapInSessions() throws Exception {
    assertThat(run("128m", "sessions", "2000000", "100", spillDir())).contains("groups=200000");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void groupsMoreThanTheHeapInWindowsUnderATriggerThatCounts() throws Exception {
    assertThat(run("128m", "panes", "2000000", "100", spillDir())).contains("groups=200000");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void groupsFiveTimesTheHeapInOneSession() throws Exception {
    assertThat(run("128m", "session", "640000", "1000", spillDir())).contains("groups=1,");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void groupsFiveTimesTheHeapInOneWindowUnderATriggerThatCounts() throws Exception {
    assertThat(run("128m", "pane", "640000", "1000", spillDir())).contains("groups=1,");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void joinsMoreThanTheHeapUnderOneKey() throws Exception {
    assertThat(run("128m", "join", "300000", "1000", spillDir())).contains("values=600000");
  }

  @Test
  void readsASideInputFiveTimesTheHeap() throws Exception {
    assertThat(run("128m", "view", "640000", "1000", spillDir()))
        .contains("found=20000", "values=2560000");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void looksUpKeysInASideInputOfSmallPairs() throws Exception {
    assertThat(run("128m", "view", "3000000", "8", spillDir(), "--spillThresholdMb=10"))
        .contains("absent=20000", "found=20000");
  }

  @Test
  void letsFiveTimesTheHeapWaitForASideInput() throws Exception {
    assertThat(run("128m", "wait", "640000", "1000", spillDir())).contains("values=640000");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void groupsValuesThatAreLargeBesideTheHeap() throws Exception {
    assertThat(run("384m", "value", "4", "67108864", spillDir())).contains("values=8");
  }

  @Test
  void failsWithTheFolderThatItCannotWrite() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(run("128m", "keys", "10", "8", "--spillDir=" + file.resolve("folder")))
        .contains(
            "--spillDir=%s: nothing can be spilled to".formatted(file.resolve("folder")),
            "It has to be a folder, or a place for one, that this user may write to");
  }

  @Test
  void removesWhatADeadJobHasSpilledThoughItSpillsNothingItself() throws Exception {
    Path dead = Files.createDirectories(spilled().resolve("joist-1-1"));
    Files.createFile(spilled().resolve("joist-1-1.lock"));
    Files.write(dead.resolve("run-000001.values"), new byte[1000]);

    assertThat(run("128m", "keys", "10", "8", spillDir())).contains("groups=10");
    assertThat(spilled()).isEmptyDirectory();
  }

  @Test
  void failsWhenTheHeapIsUsedUp() throws Exception {
    assertThat(run("48m", "group", "1000000", "1000", "--experiments=disable_spilling"))
        .contains("java.lang.OutOfMemoryError");
  }

  private Path spilled() {
    return directory.resolve("spilled");
  }

  private String spillDir() {
    return "--spillDir=" + spilled();
  }

  /** What the program printed. */
  private String run(String heap, String... args) throws IOException, InterruptedException {
    Path log = directory.resolve("child.log");
    Exit exit =
        new ChildJvm(
                new JavaLauncher(classPath()),
                List.of("-Xmx" + heap),
                LargeProgram.class.getName(),
                List.of(args))
            .run(directory.resolve("report.json"), log, LONG);
    String printed = Files.readString(log);
    assertThat(exit).as(printed).isInstanceOf(Exit.Exited.class);
    return printed;
  }

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
