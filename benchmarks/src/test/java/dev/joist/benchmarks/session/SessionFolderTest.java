// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFolderTest {

  private static final String RUN = "batch-5-joist-2";

  @TempDir private Path sessions;

  @Test
  void knowsWhichRunsHaveFinished() throws IOException {
    SessionFolder first =
        SessionFolder.createIn(sessions.resolve("20260101-100000"), "1000 events");
    Conditions conditions = new Conditions(1.5, 0.25);
    assertThat(first.conditions(RUN)).isEmpty();
    first.finished(RUN, conditions);

    SessionFolder again = SessionFolder.latest(sessions, "1000 events");

    assertThat(again.conditions(RUN)).contains(conditions);
    assertThat(again.file(RUN, ".log"))
        .isEqualTo(sessions.resolve("20260101-100000/batch-5-joist-2.log"));
  }

  @Test
  void goesOnWithTheSessionThatWasBegunLast() throws IOException {
    SessionFolder.createIn(sessions.resolve("20260101-100000"), "1000 events");
    SessionFolder.createIn(sessions.resolve("20260102-100000"), "1000 events");

    assertThat(SessionFolder.latest(sessions, "1000 events").file(RUN, ".log"))
        .hasParentRaw(sessions.resolve("20260102-100000"));
  }

  @Test
  void doesNotGoOnUnderOtherConditions() throws IOException {
    SessionFolder.createIn(sessions.resolve("20260101-100000"), "1000 events");

    assertThatThrownBy(() -> SessionFolder.latest(sessions, "2000 events"))
        .hasMessage(
            "session 20260101-100000 ran with 1000 events, and cannot go on with 2000 events;"
                + " leave --resume out");
  }

  @Test
  void saysThatThereIsNoSession() {
    Path none = sessions.resolve("none");

    assertThatThrownBy(() -> SessionFolder.latest(none, "1000 events"))
        .hasMessage("there is no session in %s to go on with; leave --resume out".formatted(none));
  }
}
