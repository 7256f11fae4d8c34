// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.ManualPrograms;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private final StringWriter err = new StringWriter();

  @Test
  void cancelsWhatRunsWhenTheProcessIsToEnd() {
    ManualPrograms programs = new ManualPrograms().running();
    try (Interruption interruption = Interruption.watch(programs, new PrintWriter(err))) {
      interruption.onShutdown();

      assertThat(programs.calls()).containsExactly("cancelAll");
      assertThat(interruption.happened()).isTrue();
      assertThat(err.toString().strip()).isEqualTo("joist: cancelling");
    }
  }

  @Test
  void namesWhatDoesNotStop() {
    ManualPrograms programs = new ManualPrograms().stubborn();
    try (Interruption interruption = Interruption.watch(programs, new PrintWriter(err))) {
      interruption.tellWhatIsStuck();

      assertThat(err.toString().lines())
          .containsExactly(
              "joist: Step has not returned", "joist: Ctrl-C again ends the process at once");
    }
  }

  @Test
  void saysNothingWhenNothingRuns() {
    ManualPrograms programs = new ManualPrograms();
    try (Interruption interruption = Interruption.watch(programs, new PrintWriter(err))) {
      interruption.onShutdown();

      assertThat(programs.calls()).isEmpty();
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void leavesAnEndThatIsTheProcessesOwnAlone() {
    ManualPrograms programs = new ManualPrograms().running();
    Interruption interruption = Interruption.watch(programs, new PrintWriter(err));

    interruption.close();
    interruption.onShutdown();

    assertThat(programs.calls()).isEmpty();
    assertThat(interruption.happened()).isFalse();
  }
}
