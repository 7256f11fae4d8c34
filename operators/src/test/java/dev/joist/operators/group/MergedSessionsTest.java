// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.operators.fixture.Elements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class MergedSessionsTest {

  private static final int SEEDS = 500;

  @Test
  void sessionsThatOnlyTouchAreTwo() {
    MergedSessions sessions = new MergedSessions();
    sessions.add(Elements.window(0, 10));
    sessions.add(Elements.window(10, 20));

    assertThat(sessions.of(Elements.window(0, 10))).isEqualTo(Elements.window(0, 10));
    assertThat(sessions.of(Elements.window(10, 20))).isEqualTo(Elements.window(10, 20));
  }

  @Test
  void areThoseThatBeamMerges() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<IntervalWindow> windows = windows(new Random(seed));
      MergedSessions sessions = new MergedSessions();
      windows.forEach(sessions::add);
      Map<IntervalWindow, IntervalWindow> expected = new HashMap<>();
      windows.forEach(window -> expected.put(window, window));
      for (WindowMerge<IntervalWindow> merge :
          WindowMerge.of(Sessions.withGapDuration(Duration.millis(1)), expected.keySet())) {
        merge.parts().forEach(part -> expected.put(part, merge.result()));
      }

      for (IntervalWindow window : windows) {
        assertThat(sessions.of(window)).as("seed %d", seed).isEqualTo(expected.get(window));
      }
    }
  }

  @Test
  void knowsOnlyWhatWasAdded() {
    assertThatThrownBy(() -> new MergedSessions().of(Elements.window(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was not added");
  }

  /** Some of them merged before, and so of any length. */
  private static List<IntervalWindow> windows(Random random) {
    List<IntervalWindow> windows = new ArrayList<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      int start = random.nextInt(200);
      windows.add(Elements.window(start, start + 1 + random.nextInt(random.nextInt(30) + 1)));
    }
    return windows;
  }
}
