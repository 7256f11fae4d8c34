// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.benchmarks.child.MeasuredMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the real one that tells what it was called with. */
class JoistLauncherTest {

  private static final String FROM_THE_ARCHIVE =
      "[0.1s][info][class,load] dev.joist.cli.Main source: shared objects file (top)";
  private static final String FROM_A_JAR =
      "[0.1s][info][class,load] dev.joist.cli.Main source: file:/joist/target/joist/jars/cli.jar";

  @TempDir private Path root;

  private JoistLauncher launcher;

  @BeforeEach
  void setUp() {
    launcher = new JoistLauncher(root);
  }

  @Test
  void givesTheScriptTheMeasuredProgramAsAUsersAndTheOptionsOfTheJvm() throws Exception {
    Path log = root.resolve("log");
    script("echo \"$JOIST_JAVA_OPTS / $JOIST_ARCHIVE / $JAVA_HOME\"; echo \"$@\"");

    Exit exit =
        new ChildJvm(launcher, List.of("-Xmx64m", "-Da=b"), "Program", List.of("--to=here"))
            .run(root.resolve("report"), log, Duration.ofMinutes(1));

    assertThat(exit).isEqualTo(new Exit.Exited(0));
    assertThat(Files.readAllLines(log))
        .containsExactly(
            "-Xshare:on -Xmx64m -Da=b / yes / " + System.getProperty("java.home"),
            "run %s --classpath %s %s Program --to=here"
                .formatted(
                    MeasuredMain.class.getName(),
                    ThisJvm.measuringClasses(),
                    root.resolve("report")));
  }

  @Test
  void isContentWhenTheCommandLineComesFromTheArchive() throws Exception {
    script("echo '%s'".formatted(FROM_THE_ARCHIVE));

    assertThatCode(launcher::requireArchive).doesNotThrowAnyException();
  }

  @Test
  void doesNotMeasureWithoutTheArchive() throws Exception {
    script("echo '%s'".formatted(FROM_A_JAR));

    assertThatThrownBy(launcher::requireArchive)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with 0 and without classes of its archive")
        .hasMessageContaining(root.resolve("target/joist/archive.log").toString())
        .hasMessageContaining(FROM_A_JAR);
  }

  @Test
  void doesNotMeasureWithAnArchiveThatDoesNotFit() throws Exception {
    script("echo '%s'; echo Unable to use shared archive; exit 1".formatted(FROM_THE_ARCHIVE));

    assertThatThrownBy(launcher::requireArchive)
        .hasMessageContaining("ended with 1 and without classes of its archive")
        .hasMessageContaining("Unable to use shared archive");
  }

  @Test
  void refusesOptionsThatTheScriptWouldTakeApart() {
    assertThatThrownBy(() -> launcher.measuring(List.of("-Dfile=a b"), List.of()))
        .hasMessageContaining("JVM option '-Dfile=a b' has a blank");
  }

  private void script(String commands) throws IOException {
    Path script = Files.writeString(root.resolve("joist"), "#!/bin/sh\n" + commands + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }
}
