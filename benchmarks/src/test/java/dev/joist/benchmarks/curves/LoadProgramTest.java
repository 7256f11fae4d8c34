// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import dev.joist.benchmarks.schedule.Schedule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs fail by themselves where a checksum is not that of a plain loop. */
class LoadProgramTest {

  private static final List<String> ON_JOIST = List.of("--runner=JoistRunner", "--parallelism=2");

  @TempDir private Path directory;

  @Test
  void countsInSlidingWindowsAsAPlainLoopDoes() throws Exception {
    runs(LoadProgram.class, new Load(Load.Shape.COUNT, 50, 10), ON_JOIST);
  }

  @Test
  void countsInStateAsAPlainLoopDoes() throws Exception {
    runs(LoadProgram.class, new Load(Load.Shape.STATE, 50, 1), ON_JOIST);
  }

  @Test
  void countsInPlainJavaAsAPlainLoopDoes() throws Exception {
    runs(PlainProgram.class, new Load(Load.Shape.COUNT, 50, 10), List.of("2"));
  }

  @Test
  void tellsWrongResultsFromRightOnes() {
    Load load = new Load(Load.Shape.COUNT, 2, 1);
    Checksum right = Checksum.expected(load, Schedule.atOnce(100_000, 1_000, 2));
    Checksum oneMore = Checksum.expected(load, Schedule.atOnce(100_000, 1_001, 2));

    assertThatThrownBy(() -> oneMore.requireEqualTo(right))
        .hasMessageContaining("the checksum of the results is");
  }

  @Test
  void refusesWindowsThatDoNotDivideTheirLength() {
    assertThatThrownBy(() -> new Load(Load.Shape.COUNT, 10, 3))
        .hasMessageContaining("10 keys and 3 windows an event, of 10 s");
  }

  private void runs(Class<?> program, Load load, List<String> last) throws Exception {
    Path facts = directory.resolve("facts");
    Path log = directory.resolve("log");
    List<String> arguments = new ArrayList<>(List.of(facts.toString(), "20000"));
    arguments.addAll(load.arguments());
    arguments.addAll(last);
    Exit exit =
        new ChildJvm(
                new JavaLauncher(classPath()), List.of("-Xmx256m"), program.getName(), arguments)
            .run(directory.resolve("report"), log, Duration.ofMinutes(2));

    assertThat(exit).as(Files.readString(log)).isEqualTo(new Exit.Exited(0));
    assertThat(Facts.read(facts).get(FirstElement.CPU_NANOS)).isPositive();
  }

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }
}
