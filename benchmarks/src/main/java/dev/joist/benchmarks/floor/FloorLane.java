// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.execution.operator.Receiver;
import dev.joist.operators.window.AssignWindowsOperator;
import dev.joist.operators.window.AssignWindowsSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;

/** One thread's copies of all steps, which call each other. */
final class FloorLane {

  private final FloorJob job;
  private final int number;
  private final Map<PCollection<?>, List<Receiver>> consumers = new HashMap<>();
  private final Map<Step, Caller> callers = new HashMap<>();
  private final Map<Step, GroupTable> tables = new HashMap<>();

  /**
   * Makes the copies, each behind those that take its elements.
   *
   * @param number of the lane, from 0 on
   */
  FloorLane(FloorJob job, int number) {
    this.job = job;
    this.number = number;
    List<Step> steps = job.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (!step.inputs().isEmpty()) {
        Receiver receiver = receiver(step);
        step.inputs()
            .forEach(
                input -> consumers.computeIfAbsent(input, any -> new ArrayList<>()).add(receiver));
      }
    }
  }

  private Receiver receiver(Step step) {
    if (step instanceof Step.Call call) {
      Caller caller = new Caller(call, job.options(), this::into);
      callers.put(step, caller);
      return caller;
    }
    if (step instanceof Step.Assign assign) {
      return AssignWindowsOperator.create(
              new AssignWindowsSpec<>(assign.name(), assign.windowFn()), into(assign.output()))
          .input(0);
    }
    if (step instanceof Step.Merge merge) {
      return into(merge.output());
    }
    if (step instanceof Step.Group group) {
      GroupTable table = new GroupTable(group.fn());
      tables.put(step, table);
      return table;
    }
    if (step instanceof Step.Keep keep) {
      return element -> job.views().add(keep.view(), (WindowedValue<?>) element);
    }
    throw new IllegalStateException(step + " takes no elements");
  }

  /** What takes the elements of {@code collection}; known once all behind it are made. */
  private Receiver into(PCollection<?> collection) {
    List<Receiver> all = consumers.getOrDefault(collection, List.of());
    if (all.size() == 1) {
      return all.get(0);
    }
    Receiver[] each = all.toArray(Receiver[]::new);
    return element -> {
      for (Receiver receiver : each) {
        receiver.accept(element);
      }
    };
  }

  GroupTable table(Step step) {
    GroupTable table = tables.get(step);
    if (table == null) {
      throw new IllegalStateException(step + " groups nothing");
    }
    return table;
  }

  /** Brings {@code step} to its end; the steps before it have come to theirs in this lane. */
  void run(Step step) throws Exception {
    if (step instanceof Step.Begin begin) {
      if (number == 0) {
        into(begin.output()).accept(WindowedValues.valueInGlobalWindow(new byte[0]));
      }
    } else if (step instanceof Step.ReadBounded read) {
      Queue<BoundedSource<?>> splits = job.splits(read);
      for (BoundedSource<?> split = splits.poll(); split != null; split = splits.poll()) {
        read(split, into(read.output()));
      }
    } else if (step instanceof Step.ReadUnbounded read) {
      Queue<UnboundedSource<?, ?>> splits = job.splits(read);
      for (UnboundedSource<?, ?> split = splits.poll(); split != null; split = splits.poll()) {
        read(split, into(read.output()));
      }
    } else if (step instanceof Step.Group group) {
      job.awaitOthers();
      GroupTable.emit(job.tables(step), number, job.lanes(), into(group.output()));
    } else if (step instanceof Step.Keep) {
      job.awaitOthers();
    }
    Caller caller = callers.get(step);
    if (caller != null) {
      caller.finish(job.views());
    }
  }

  private <T> void read(BoundedSource<T> split, Receiver output) throws IOException {
    try (BoundedSource.BoundedReader<T> reader = split.createReader(job.options())) {
      for (boolean has = reader.start(); has; has = reader.advance()) {
        output.accept(
            WindowedValues.timestampedValueInGlobalWindow(
                reader.getCurrent(), reader.getCurrentTimestamp()));
      }
    }
  }

  private <T> void read(UnboundedSource<T, ?> split, Receiver output) throws IOException {
    try (UnboundedSource.UnboundedReader<T> reader = split.createReader(job.options(), null)) {
      boolean has = reader.start();
      while (has || reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
        if (has) {
          output.accept(
              WindowedValues.timestampedValueInGlobalWindow(
                  reader.getCurrent(), reader.getCurrentTimestamp()));
        }
        has = reader.advance();
      }
    }
  }
}
