// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Journal.Header HEADER =
      new Journal.Header("some-suite", List.of(Mode.named("plain", "SomeRunner", List.of())));
  private static final TestOutcome FIRST =
      new TestOutcome("plain", TestId.parse("a.B#one"), Outcome.PASSED, 1.5, "", "");
  private static final TestOutcome SECOND =
      new TestOutcome("plain", TestId.parse("a.B#two"), Outcome.FAILED, 0, "why", "a\ntrace");

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("journal");
  }

  @Test
  void goesOnFromWhatWasWrittenWhenTheRunWasInterrupted() throws IOException {
    Journal interrupted = Journal.begin(file, HEADER);
    interrupted.accept(FIRST);
    Files.writeString(file, "{\"mode\":\"pla", StandardOpenOption.APPEND);

    try (Journal resumed = Journal.resume(file, HEADER)) {
      assertThat(resumed.outcomes()).containsExactly(FIRST);
      resumed.accept(SECOND);
    }

    try (Journal again = Journal.resume(file, HEADER)) {
      assertThat(again.outcomes()).containsExactly(FIRST, SECOND);
    }
  }

  @Test
  void refusesToGoOnWithAnotherRun() {
    Journal.begin(file, HEADER).close();

    assertThatThrownBy(() -> Journal.resume(file, new Journal.Header("other", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave --resume out");
  }

  @Test
  void beginsAnewWithoutResume() {
    try (Journal old = Journal.begin(file, HEADER)) {
      old.accept(FIRST);
    }

    try (Journal fresh = Journal.begin(file, HEADER)) {
      assertThat(fresh.outcomes()).isEmpty();
    }
  }
}
