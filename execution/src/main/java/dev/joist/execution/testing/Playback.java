// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How far a script is in one run, and what came of it.
 *
 * <p><b>Threading:</b> shared by the subtasks of a simulated run, of which one runs at a time.
 */
final class Playback {

  private final List<Step> steps;
  private final SettableClock clock;
  private final Function<Object, Object> view;
  private final List<List<Object>> emitted = new ArrayList<>();
  private final long[] watermarks;
  private final boolean ends;
  private final boolean keepsOrder;
  private int next;
  private boolean closed;

  /** Ends a run whose operator never does. */
  static final class ScriptOver extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A playback of a specification that is at the first step. */
  Playback(Specification specification, Variant variant, SettableClock clock) {
    this.keepsOrder = variant != Variant.RESCALED;
    this.steps = specification.steps();
    this.clock = clock;
    this.view = specification.view();
    this.ends = specification.ends();
    int outputs = specification.outputs();
    this.watermarks = new long[outputs];
    Arrays.fill(watermarks, Watermark.INITIAL_MILLIS);
    for (int i = 0; i < outputs; i++) {
      emitted.add(new ArrayList<>());
    }
  }

  boolean isOver() {
    return next == steps.size();
  }

  /** The step to play next. */
  Step step() {
    return steps.get(next);
  }

  void advance() {
    next++;
  }

  /** Where the playback is, for people. */
  String position() {
    return isOver() ? "the end" : "step %d of %d, %s".formatted(next + 1, steps.size(), step());
  }

  void onEmitted(int output, Object element) {
    emitted.get(output).add(view.apply(element));
  }

  void onWatermark(int output, long watermarkMillis) {
    watermarks[output] = watermarkMillis;
  }

  /** Plays a step for which the run is quiescent, and goes on to the next. */
  void playQuiescent() {
    Step step = step();
    if (step instanceof Step.ProcessingTime time) {
      clock.advanceTo(time.nowMillis());
    } else if (step instanceof Step.Emitted expected) {
      check(expected);
    } else if (step instanceof Step.OutputWatermark expected) {
      check(expected);
    }
    advance();
  }

  /** Whether the run is at its end: what comes now is not looked at. */
  boolean isClosed() {
    return closed;
  }

  /** Ends the run; fails if something was emitted that the script did not look at. */
  void close() {
    for (int output = 0; output < emitted.size(); output++) {
      if (!emitted.get(output).isEmpty()) {
        throw new AssertionError(
            "output %d has %s, which the script does not expect"
                .formatted(output, emitted.get(output)));
      }
    }
    closed = true;
    if (!ends) {
      throw new ScriptOver();
    }
  }

  private void check(Step.Emitted expected) {
    List<Object> actual = List.copyOf(emitted.get(expected.output()));
    emitted.get(expected.output()).clear();
    boolean inOrder = expected.inOrder() && keepsOrder;
    if (!expected.matches(actual, inOrder)) {
      throw new AssertionError(
          "output %d was expected to have%s\n  %s\nbut has\n  %s"
              .formatted(
                  expected.output(),
                  inOrder ? "" : ", in any order,",
                  expected.elements(),
                  actual));
    }
  }

  private void check(Step.OutputWatermark expected) {
    for (int output = 0; output < watermarks.length; output++) {
      if (watermarks[output] != expected.watermarkMillis()) {
        throw new AssertionError(
            "the watermark of output %d was expected to be %s but is %s"
                .formatted(
                    output,
                    Watermark.format(expected.watermarkMillis()),
                    Watermark.format(watermarks[output])));
      }
    }
  }
}
