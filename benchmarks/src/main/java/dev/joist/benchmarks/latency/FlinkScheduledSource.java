// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.schedule.Schedule;
import dev.joist.benchmarks.schedule.ScheduledSource;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;

/** The same events as {@link ScheduledSource}, for Flink; dealt to the subtasks like cards. */
@SuppressWarnings("deprecation") // simpler than a Source, and as fast
final class FlinkScheduledSource extends RichParallelSourceFunction<Long> {

  private static final long REST_NANOS = 100_000;

  private final Schedule schedule;
  private volatile boolean cancelled;

  FlinkScheduledSource(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public void run(SourceContext<Long> context) {
    FirstElement.note();
    long stride = getRuntimeContext().getNumberOfParallelSubtasks();
    long index = getRuntimeContext().getIndexOfThisSubtask();
    while (index < schedule.events() && !cancelled) {
      long nowNanos = System.nanoTime();
      while (index < schedule.events() && schedule.dueNanos(index) - nowNanos <= 0) {
        context.collectWithTimestamp(schedule.key(index), schedule.timestampMillis(index));
        index += stride;
      }
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
