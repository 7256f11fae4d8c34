// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.SubtaskScope;
import dev.joist.state.heap.HeapStateBackend;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.joda.time.Instant;

/**
 * Times the state accesses of one element of a grouping: one object pointed at key after key,
 * against Beam's in-memory state with objects for each key. A program, not a test.
 */
final class StateInternalsBenchmark {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ELEMENTS = 2_000_000;
  private static final int ROUNDS = 5;

  private static final StateTag<ValueState<Integer>> CLOSED =
      StateTags.makeSystemTagInternal(StateTags.value("closed", VarIntCoder.of()));
  private static final StateTag<BagState<String>> BUFFER =
      StateTags.makeSystemTagInternal(StateTags.bag("buffer", StringUtf8Coder.of()));
  private static final StateTag<CombiningState<Integer, int[], Integer>> COUNT =
      StateTags.makeSystemTagInternal(
          StateTags.combiningValueFromInputInternal("count", VarIntCoder.of(), Sum.ofIntegers()));
  private static final StateTag<WatermarkHoldState> HOLD =
      StateTags.makeSystemTagInternal(
          StateTags.watermarkStateInternal("hold", TimestampCombiner.END_OF_WINDOW));

  private StateInternalsBenchmark() {}

  /** The argument is the number of keys. */
  public static void main(String[] args) {
    int keys = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
    for (int round = 0; round < ROUNDS; round++) {
      time("per key, Beam in memory", keys, perKey());
      time("pointed at keys, Joist heap", keys, pointed());
    }
  }

  private static IntFunction<StateInternals> perKey() {
    Map<String, StateInternals> states = new HashMap<>();
    return key -> states.computeIfAbsent("key " + key, InMemoryStateInternals::forKey);
  }

  private static IntFunction<StateInternals> pointed() {
    BeamStateInternals<String> state =
        BeamStateInternalsTest.open(
            new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0)), new UncountedHolds());
    return key -> state.useKey("key " + key);
  }

  private static void time(String what, int keys, IntFunction<StateInternals> states) {
    Random random = new Random(6);
    long fired = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < ELEMENTS; i++) {
      // Four windows are open at a time; a look-up makes the namespace anew, as Beam does.
      long millis = (i / (ELEMENTS / 20) + random.nextInt(4)) * 1_000L;
      IntervalWindow window =
          new IntervalWindow(Instant.ofEpochMilli(millis), Instant.ofEpochMilli(millis + 1_000));
      fired += element(states.apply(random.nextInt(keys)), window);
    }
    long nanos = (THREADS.getCurrentThreadCpuTime() - start) / ELEMENTS;
    System.out.printf("%-30s %5d ns of the thread an element, %d fired%n", what, nanos, fired);
  }

  private static int element(StateInternals state, IntervalWindow window) {
    StateNamespace namespace = StateNamespaces.window(IntervalWindow.getCoder(), window);
    if (state.state(namespace, CLOSED).read() != null) {
      throw new IllegalStateException("window %s is closed".formatted(window));
    }
    state.state(namespace, HOLD).add(window.maxTimestamp());
    state.state(namespace, BUFFER).add("element");
    state.state(namespace, COUNT).add(1);
    if (state.state(namespace, COUNT).read() < 4) {
      return 0;
    }
    state.state(namespace, BUFFER).clear();
    state.state(namespace, COUNT).clear();
    state.state(namespace, HOLD).clear();
    return 1;
  }

  /** Nobody asks for the holds here. */
  private static final class UncountedHolds implements HoldListener {
    @Override
    public void added(long timestampMillis) {}

    @Override
    public void removed(long timestampMillis) {}
  }
}
