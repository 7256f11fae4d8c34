// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.size.ElementSizes;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.InMemoryTimerInternals;
import org.apache.beam.runners.core.ReduceFnRunner;
import org.apache.beam.runners.core.TimerInternals.TimerData;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Takes all elements of a key, and then the end of all time, through Beam's {@code ReduceFnRunner}.
 * Its state lives no longer than that.
 */
final class GeneralReducer<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements KeyReducer<K, InputT> {

  /** Elements that are read at most before the trigger is asked. */
  private static final int CHUNK = 65_536;

  private static final long CHUNK_BYTES = 16 << 20;

  private final ReduceFactory<K, InputT, OutputT, W> reducers;
  private final SpillableLists<InputT> lists;
  private final ElementSizes<InputT> sizes;

  /**
   * A reducer.
   *
   * @param lists keep values of keys of which there are many
   */
  GeneralReducer(ReduceFactory<K, InputT, OutputT, W> reducers, SpillableLists<InputT> lists) {
    this.reducers = reducers;
    this.lists = lists;
    this.sizes = new ElementSizes<>(lists.coder());
  }

  @Override
  public void reduce(K key, Iterable<WindowedValue<InputT>> elements) throws Exception {
    InMemoryTimerInternals timers = new InMemoryTimerInternals();
    if (elements instanceof List) {
      ReduceFnRunner<K, InputT, OutputT, W> reducer =
          reducers.create(key, InMemoryStateInternals.forKey(key), timers);
      reducer.processElements(elements);
      end(reducer, timers);
      return;
    }
    try {
      ReduceFnRunner<K, InputT, OutputT, W> reducer =
          reducers.create(key, new SpillableStates<>(key, lists), timers);
      processChunks(reducer, elements);
      end(reducer, timers);
    } finally {
      lists.endKey();
    }
  }

  private void end(ReduceFnRunner<K, InputT, OutputT, W> reducer, InMemoryTimerInternals timers)
      throws Exception {
    timers.advanceInputWatermark(BoundedWindow.TIMESTAMP_MAX_VALUE);
    timers.advanceProcessingTime(BoundedWindow.TIMESTAMP_MAX_VALUE);
    timers.advanceSynchronizedProcessingTime(BoundedWindow.TIMESTAMP_MAX_VALUE);
    fire(reducer, timers);
    reducer.persist();
  }

  /** The reducer looks at what it is given several times. */
  private void processChunks(
      ReduceFnRunner<K, InputT, OutputT, W> reducer, Iterable<WindowedValue<InputT>> elements)
      throws Exception {
    List<WindowedValue<InputT>> chunk = new ArrayList<>();
    long bytes = 0;
    for (WindowedValue<InputT> element : elements) {
      chunk.add(element);
      bytes += sizes.sizeBytes(element);
      if (chunk.size() >= CHUNK || bytes >= CHUNK_BYTES) {
        reducer.processElements(chunk);
        chunk.clear();
        bytes = 0;
      }
    }
    reducer.processElements(chunk);
  }

  private void fire(ReduceFnRunner<K, InputT, OutputT, W> reducer, InMemoryTimerInternals timers)
      throws Exception {
    List<TimerData> due = due(timers);
    while (!due.isEmpty()) {
      reducer.onTimers(due);
      due = due(timers);
    }
  }

  private static List<TimerData> due(InMemoryTimerInternals timers) {
    List<TimerData> due = new ArrayList<>();
    for (TimerData timer = timers.removeNextEventTimer();
        timer != null;
        timer = timers.removeNextEventTimer()) {
      due.add(timer);
    }
    return due;
  }
}
