// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepFigures;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far a job is at one moment.
 *
 * @param millis time since it began
 * @param steps its steps, in no order
 * @param watermarkMillis how far all of it is in event time; {@link Watermark#INITIAL_MILLIS} where
 *     nothing is promised yet, {@link Watermark#FINAL_MILLIS} at the end
 */
record JobFigures(long millis, List<StepFigures> steps, long watermarkMillis) {

  /** Of a job that has just begun. */
  static final JobFigures BEGINNING = new JobFigures(0, List.of(), Watermark.INITIAL_MILLIS);

  JobFigures {
    steps = List.copyOf(steps);
  }

  /** A step's share of the time that all steps took. */
  record Share(String step, double share) {}

  static JobFigures of(long millis, List<StepFigures> steps, List<StageProgress> stages) {
    return new JobFigures(millis, steps, watermark(stages));
  }

  /** Of what has not ended: the end of time elsewhere says nothing. */
  private static long watermark(List<StageProgress> stages) {
    return stages.stream()
        .mapToLong(StageProgress::outputWatermarkMillis)
        .min()
        .orElse(Watermark.INITIAL_MILLIS);
  }

  /**
   * The elements that sources have read; where no step is one, as when a function reads what it
   * gets the name of, the most that any step took.
   */
  long read() {
    long read = steps.stream().filter(StepFigures::reads).mapToLong(StepFigures::elements).sum();
    return read > 0 ? read : steps.stream().mapToLong(StepFigures::elements).max().orElse(0);
  }

  /** What was read a second since {@code before}, 0 if no time has passed. */
  long readPerSecond(JobFigures before) {
    long passed = millis - before.millis;
    return passed <= 0 ? 0 : Math.max(0, read() - before.read()) * 1000 / passed;
  }

  /** How far the watermark is behind {@code nowMillis}; empty where it is at an end of time. */
  OptionalLong lagMillis(long nowMillis) {
    boolean isTime =
        watermarkMillis > Watermark.INITIAL_MILLIS && watermarkMillis < Watermark.FINAL_MILLIS;
    return isTime ? OptionalLong.of(nowMillis - watermarkMillis) : OptionalLong.empty();
  }

  /** The steps that took most of the time, longest first. */
  List<Share> slowest(int most) {
    long all = steps.stream().mapToLong(StepFigures::samples).sum();
    return steps.stream()
        .filter(step -> step.samples() > 0)
        .sorted(
            Comparator.comparingLong(StepFigures::samples)
                .reversed()
                .thenComparing(StepFigures::step))
        .limit(most)
        .map(step -> new Share(step.step(), (double) step.samples() / all))
        .toList();
  }

  /** The elements that {@code step} took, 0 if there is no such step. */
  long elements(String step) {
    return steps.stream()
        .filter(one -> one.step().equals(step))
        .mapToLong(StepFigures::elements)
        .sum();
  }
}
