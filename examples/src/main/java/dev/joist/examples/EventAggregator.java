// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;

/** Counts, sums and takes the maximum of the amounts of events, in one pass and in any order. */
final class EventAggregator extends Combine.CombineFn<UserEvent, ActivityStats, ActivityStats> {

  @Override
  public ActivityStats createAccumulator() {
    return ActivityStats.NONE;
  }

  @Override
  public ActivityStats addInput(ActivityStats stats, UserEvent event) {
    return stats.with(event.amountCents());
  }

  @Override
  public ActivityStats mergeAccumulators(Iterable<ActivityStats> parts) {
    ActivityStats merged = ActivityStats.NONE;
    for (ActivityStats part : parts) {
      merged = merged.plus(part);
    }
    return merged;
  }

  @Override
  public ActivityStats extractOutput(ActivityStats stats) {
    return stats;
  }

  @Override
  public Coder<ActivityStats> getAccumulatorCoder(
      CoderRegistry registry, Coder<UserEvent> inputCoder) {
    return ActivityStatsCoder.of();
  }

  @Override
  public Coder<ActivityStats> getDefaultOutputCoder(
      CoderRegistry registry, Coder<UserEvent> inputCoder) {
    return ActivityStatsCoder.of();
  }
}
