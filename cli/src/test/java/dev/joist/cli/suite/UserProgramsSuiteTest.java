// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite, on programs that are built already, with a launcher that only says what they would.
 */
class UserProgramsSuiteTest {

  private static final String LAUNCHER =
      """
      #!/bin/sh
      case "$2" in
        *jackson*) echo "Jackson 2.19.2" ;;
        *log4j2*) echo "log4j2 INFO LoggingWordCount: counting the words of 'to be or not to be'" ;;
        *scio*) echo "joist: warning: x was built with Beam 2.44.0 and runs on Beam 2.70.0" ;;
        *spring-boot*) echo "Spring Boot 3.3.13" ;;
      esac
      printf 'be: 2\\nto: 2\\nor: 1\\nnot: 1\\n' >"${4#--output=}-0"
      printf 'that: 1\\nis: 1\\nthe: 1\\nquestion: 1\\n' >"${4#--output=}-1"
      """;

  @TempDir Path root;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void buildThePrograms() throws IOException {
    for (String name : List.of("jackson", "log4j2", "scio", "spring-boot")) {
      Path target = root.resolve("validates-runner/programs").resolve(name).resolve("target");
      Files.createDirectories(target);
      Files.writeString(target.resolve(name + "-program.jar"), name);
    }
  }

  @Test
  void aProgramPassesThatCountsRightAndRunsOnItsOwnLibraries() throws IOException {
    assertThat(run(LAUNCHER)).isEqualTo(new Counts(4, 0, 0));
  }

  @Test
  void aProgramFailsThatCountsWrongOrRunsOnOtherLibrariesOrEndsBadly() throws IOException {
    assertThat(run(LAUNCHER.replace("or: 1", "or: 2"))).isEqualTo(new Counts(0, 4, 0));
    assertThat(run(LAUNCHER.replace("Jackson 2.19", "Jackson 2.15")))
        .isEqualTo(new Counts(3, 1, 0));
    assertThat(run(LAUNCHER + "exit 1")).isEqualTo(new Counts(0, 4, 0));

    assertThat(out.toString())
        .contains("jackson: FAILED: it ended with exit code 0, did not say 'Jackson 2.19.2'")
        .contains("  Jackson 2.15.2");
  }

  private Counts run(String launcher) throws IOException {
    Path script = Files.writeString(root.resolve("joist"), launcher);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    SuiteRun run = new SuiteRun(new Checkout(root), new PrintWriter(out, true), true, List.of());
    return new UserProgramsSuite().run(run);
  }
}
