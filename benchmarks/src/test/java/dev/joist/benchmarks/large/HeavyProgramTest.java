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

/** Few things that weigh much, in JVMs with little memory. */
class HeavyProgramTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path directory;

  @Test
  void combinesIntoAccumulatorsThatAreMoreThanTheHeap() throws Exception {
    assertThat(run("256m", "sketches")).contains("sum 60000", "DONE");
  }

  @Test
  void handsOverObjectsOfTheUsersClassesThatAreMoreThanTheHeap() throws Exception {
    assertThat(run("400m", "documents")).contains("DONE");
  }

  @Test
  void handsOverObjectsOfClosedClassesThatAreMoreThanTheHeap() throws Exception {
    assertThat(run("400m", "closed")).contains("DONE");
  }

  @Test
  void handsOverAFewLargeAmongManySmall() throws Exception {
    assertThat(run("400m", "rare", "--parallelism=4")).contains("DONE");
  }

  @Test
  void tellsWhoseBundlesAreLargeWhenTheHeapIsUsedUp() throws Exception {
    assertThat(run("128m", "buffering"))
        .contains(
            "failed: java.lang.OutOfMemoryError: Java heap space. The heap of 128 MB is used up;"
                + " the largest open bundles have",
            "elements in Write all/ParMultiDo(Buffering). Give the JVM more (-Xmx)",
            "--maxBundleSize=1000");
    assertThat(run("256m", "buffering", "--maxBundleSize=10")).contains("DONE");
  }

  private String run(String heap, String... args) throws IOException, InterruptedException {
    Path log = directory.resolve("child.log");
    Exit exit =
        new ChildJvm(
                new JavaLauncher(classPath()),
                List.of("-Xmx" + heap),
                HeavyProgram.class.getName(),
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
