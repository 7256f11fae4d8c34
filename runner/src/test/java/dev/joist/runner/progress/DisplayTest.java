// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown where, and when. */
class DisplayTest {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final StatusLine line = new StatusLine(new PrintStream(screen, true, UTF_8));

  @BeforeEach
  void readTheScreen() {
    System.setErr(new PrintStream(line.ahead(screen), true, UTF_8));
  }

  @AfterEach
  void giveTheScreenBack() {
    System.setErr(before);
  }

  @Test
  void aTerminalHasOneLineThatIsRewrittenAndGivesWayToOtherOutput() {
    Display display = new Display.OnTerminal("job", line);

    display.tick(1000, () -> "1 s");
    display.tick(2000, () -> "2 s");
    System.err.print("told by the program\n");
    display.tick(3000, () -> "3 s");
    display.end(() -> List.of("done"));

    assertThat(shown())
        .isEqualToNormalizingNewlines("<1 s<2 s<told by the program\n<3 s<job: done\n");
  }

  @Test
  void aLineIsCutWhereTheTerminalEnds() {
    line.show("0123456789", 8);

    assertThat(shown()).isEqualTo("<012345…");
  }

  @Test
  void theLogHasALineAfterOneTwoFiveTenMinutesAndSoOn() {
    Display display = new Display.InLog("job");

    for (int seconds = 1; seconds <= 6100; seconds++) {
      int minutes = seconds / 60;
      display.tick(TimeUnit.SECONDS.toMillis(seconds), () -> "minute " + minutes);
    }
    display.end(() -> List.of("done after 101 min", "results: 7"));

    assertThat(shown().lines())
        .extracting(text -> text.substring(text.indexOf("job: ")))
        .containsExactly(
            "job: minute 1",
            "job: minute 2",
            "job: minute 5",
            "job: minute 10",
            "job: minute 20",
            "job: minute 50",
            "job: minute 100",
            "job: done after 101 min; results: 7");
  }

  @Test
  void aLogThatIsLateTellsOnlyOnce() {
    Display display = new Display.InLog("job");

    display.tick(TimeUnit.MINUTES.toMillis(7), () -> "late");
    display.tick(TimeUnit.MINUTES.toMillis(8), () -> "no news");

    assertThat(shown().lines()).singleElement().asString().endsWith("job: late");
  }

  /** What was written, with a sign for each time that the line was erased. */
  private String shown() {
    return screen.toString(UTF_8).replace("\r\u001b[K", "<");
  }
}
