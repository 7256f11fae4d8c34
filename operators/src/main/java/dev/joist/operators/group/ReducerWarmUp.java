// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.StopFlag;
import java.util.List;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.InMemoryTimerInternals;
import org.apache.beam.runners.core.ReduceFnRunner;
import org.apache.beam.runners.core.SystemReduceFn;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterSynchronizedProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Groups one element that nobody sees, once in a JVM, before a job's time starts.
 *
 * <p>Beam's reducer is some hundred classes. Loaded while the first panes are due they would delay
 * those by as much as a user's trigger may wait.
 */
final class ReducerWarmUp {

  private ReducerWarmUp() {}

  /** Returns when it is done, by this thread or another. */
  static void once() {
    Done.look();
  }

  /** Initialized by the first who asks; the others wait for that. */
  private static final class Done {

    static {
      group(Repeatedly.forever(AfterSynchronizedProcessingTime.ofFirstElement()));
      group(
          Repeatedly.forever(
              AfterProcessingTime.pastFirstElementInPane().plusDelayOf(Duration.millis(1))));
    }

    static void look() {}
  }

  private static void group(Trigger trigger) {
    InMemoryTimerInternals timers = new InMemoryTimerInternals();
    ReduceFactory<@Nullable Void, Integer, Iterable<Integer>, GlobalWindow> reducers =
        new ReduceFactory<>(
            WindowingStrategy.of(new GlobalWindows())
                .withTrigger(trigger)
                .withMode(WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES),
            SystemReduceFn.buffering(VarIntCoder.of()),
            group -> {},
            PipelineOptionsFactory.create(),
            new StopFlag());
    try {
      ReduceFnRunner<?, Integer, ?, GlobalWindow> reducer =
          reducers.create(null, InMemoryStateInternals.forKey(null), timers);
      reducer.processElements(List.of(WindowedValues.valueInGlobalWindow(1)));
      timers.advanceProcessingTime(Instant.ofEpochMilli(1000));
      TimerData due = timers.removeNextProcessingTimer();
      if (due != null) {
        reducer.onTimers(List.of(due));
      }
      reducer.persist();
    } catch (Exception e) {
      // What is wrong with it will show when it is used.
      LoggerFactory.getLogger(ReducerWarmUp.class).debug("no warm-up", e);
    }
  }
}
