// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.services.Spilling;
import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.state.CoderCodec;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyGroup;
import dev.joist.state.KeyGroupRange;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.StageCell;
import dev.joist.state.ValueCell;
import dev.joist.state.spill.RunCodec;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunPosition;
import dev.joist.state.spill.RunWriter;
import dev.joist.state.spill.SpillMemory;
import dev.joist.state.spill.SpilledGroups;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * Groups that wait until they are due: in keyed state while the memory for it lasts, beyond that in
 * runs.
 *
 * <p>When there is no room for more, all that is in memory is sorted and becomes a run. What is due
 * of windows that have been in a run before follows it there, so that a group comes either of
 * memory or of runs alone. A snapshot has the keyed state as it is, and what is left of the runs by
 * its content, as a value of the stage, of which each subtask takes the groups that it owns.
 */
final class SpillingGroups<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow> {

  /** What a group takes in memory beside its key and its values: a slot, lists, a sort key. */
  private static final long GROUP_BYTES = 300;

  private final KeyedStore<K> store;
  private final ValueCell<Long> present;
  private final SpillableContents<InputT, OutputT> contents;
  private final SizeSampler<K> keySizes;
  private final SortKeys<K, W> sortKeys;
  private final ToLongFunction<W> dueMillis;
  private final KeysByWindow<K, W> open;
  private final SpillMemory.Account memory;
  private final SpilledGroups runs;
  private final StopFlag stop;

  /** When groups are due that are in runs. */
  private final NavigableSet<Long> dueInRuns = new TreeSet<>();

  private final StageCell<List<RunPosition>> runsCell;
  private long openGroups;

  /** Takes groups that are due. */
  @FunctionalInterface
  interface Output<K extends @Nullable Object, OutputT, W extends BoundedWindow> {
    void emit(W window, K key, OutputT result);
  }

  /**
   * What is kept.
   *
   * @param transform full name of the transform that keeps it
   * @param dueMillis the last millisecond at which groups of a window still wait
   * @param contents keeps the values of a window, or what becomes of them
   * @param spilling memory and disk of the job
   */
  record Spec<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>(
      String transform,
      Coder<K> keyCoder,
      Coder<W> windowCoder,
      ToLongFunction<W> dueMillis,
      SpillableContents.Factory<InputT, OutputT> contents,
      Spilling spilling) {}

  SpillingGroups(Spec<K, InputT, OutputT, W> spec, OperatorContext context) {
    Spilling spilling = spec.spilling();
    this.store =
        context
            .stores()
            .keyed(
                new KeyedStoreSpec<>(
                    spec.transform(),
                    CoderCodec.of(spec.keyCoder()),
                    CoderCodec.of(spec.windowCoder())));
    this.contents = spec.contents().open(store);
    this.present =
        store.value(
            new CellSpec.Value<>(
                new CellId(spec.transform(), "joist:panes"), CoderCodec.of(VarLongCoder.of())));
    this.keySizes = new SizeSampler<>(spec.keyCoder());
    this.sortKeys = new SortKeys<>(spec.keyCoder(), spec.windowCoder(), spec.dueMillis());
    this.dueMillis = spec.dueMillis();
    this.open = new KeysByWindow<>(dueMillis);
    this.memory = spilling.memory().open();
    this.stop = context.stop();
    this.runs = new SpilledGroups(spilling.folder());
    this.runsCell =
        context
            .stores()
            .stage(
                new CellId(spec.transform(), "joist:runs"),
                new RunCodec(spilling.folder()),
                SpillingGroups::both);
    restore(context);
  }

  private static List<RunPosition> both(List<RunPosition> some, List<RunPosition> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private void restore(OperatorContext context) {
    List<KeysByWindow.Due<K, W>> restored = new ArrayList<>();
    present.forEach((key, window, none) -> restored.add(restored(key, window)));
    for (KeysByWindow.Due<K, W> due : restored) {
      K key = due.keys().get(0);
      store.useKey(key);
      memory.take(remember(due.window(), key) + contents.bytes(due.window()));
    }
    List<RunPosition> written = runsCell.read();
    if (written != null) {
      runsCell.clear();
      restore(written, context);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Keys and windows are what was put in.
  private KeysByWindow.Due<K, W> restored(@Nullable Object key, Object window) {
    return new KeysByWindow.Due<>((W) window, Collections.singletonList((K) key));
  }

  /** Each subtask reads the runs of all, and takes the groups that it owns now. */
  private void restore(List<RunPosition> written, OperatorContext context) {
    KeyGroupRange own =
        KeyGroupRange.of(context.subtaskIndex(), context.parallelism(), context.maxParallelism());
    runs.restore(
        written,
        sortKey -> {
          byte[] key = sortKeys.encodedKey(sortKey);
          boolean isOwn = own.contains(KeyGroup.ofEncoded(key, context.maxParallelism()));
          if (isOwn) {
            dueInRuns.add(SortKeys.dueMillis(sortKey));
          }
          return isOwn;
        });
  }

  /** Adds a value to a group, and makes room if that was one too many. */
  void add(W window, K key, InputT value) throws IOException {
    store.useKey(key);
    long bytes = 0;
    if (present.isEmpty(window)) {
      present.write(window, 0L);
      bytes = remember(window, key);
    }
    if (memory.take(bytes + contents.add(window, value))) {
      spill(open.poll(Long.MAX_VALUE));
    }
  }

  /** Notes a group that is in the store; returns what it takes beside its values. */
  private long remember(W window, K key) {
    open.add(window, key);
    openGroups++;
    return GROUP_BYTES + keySizes.bytes(key);
  }

  /** Writes groups into one run. */
  private void spill(List<KeysByWindow.Due<K, W>> groups) throws IOException {
    List<SortedGroup<K, W>> sorted = new ArrayList<>();
    for (KeysByWindow.Due<K, W> due : groups) {
      dueInRuns.add(dueMillis.applyAsLong(due.window()));
      for (K key : due.keys()) {
        sorted.add(new SortedGroup<>(sortKeys.encode(due.window(), key), due.window(), key));
      }
    }
    if (sorted.isEmpty()) {
      return;
    }
    Collections.sort(sorted);
    try (RunWriter writer = runs.newRun()) {
      for (SortedGroup<K, W> group : sorted) {
        stop.check();
        store.useKey(group.key());
        contents.spill(group.window(), group.sortKey(), writer);
        forget(group.window());
      }
      runs.add(writer.finish());
    }
  }

  /** The group of the key that the store points at has left memory. */
  private void forget(W window) {
    present.clear(window);
    memory.giveBack(memory.bytes() / openGroups);
    openGroups--;
    if (openGroups == 0) {
      memory.clear();
    }
  }

  /** Whether a window is due strictly before {@code timeMillis}. */
  boolean isDue(long timeMillis) {
    return open.isDue(timeMillis) || isDueInRuns(timeMillis);
  }

  private boolean isDueInRuns(long timeMillis) {
    return !dueInRuns.isEmpty() && dueInRuns.first() < timeMillis;
  }

  /** Takes out what is due strictly before {@code timeMillis}. */
  void fire(long timeMillis, Output<K, OutputT, W> output) throws IOException {
    List<KeysByWindow.Due<K, W>> toSpill = new ArrayList<>();
    for (KeysByWindow.Due<K, W> due : open.poll(timeMillis)) {
      if (dueInRuns.contains(dueMillis.applyAsLong(due.window())) || !mayStay(due)) {
        toSpill.add(due);
      } else {
        fire(due, output);
      }
    }
    spill(toSpill);
    if (isDueInRuns(timeMillis)) {
      merge(timeMillis, output);
    }
  }

  private boolean mayStay(KeysByWindow.Due<K, W> due) {
    if (contents.mayAllStay()) {
      return true;
    }
    for (K key : due.keys()) {
      store.useKey(key);
      if (!contents.mayStay(due.window())) {
        return false;
      }
    }
    return true;
  }

  private void fire(KeysByWindow.Due<K, W> due, Output<K, OutputT, W> output) {
    for (K key : due.keys()) {
      store.useKey(key);
      OutputT result = contents.take(due.window());
      forget(due.window());
      output.emit(due.window(), key, result);
    }
  }

  private void merge(long timeMillis, Output<K, OutputT, W> output) throws IOException {
    byte[] bound = SortKeys.bound(timeMillis);
    RunMerge merge = runs.merge();
    while (merge.nextBelow(bound)) {
      SortKeys.Group<K, W> group = sortKeys.decode(merge.key());
      output.emit(group.window(), group.key(), contents.merged(merge, group.length()));
    }
    runs.keepRest(merge);
    dueInRuns.headSet(timeMillis).clear();
  }

  /** The first time at which something is due; {@link Watermark#FINAL_MILLIS} if nothing waits. */
  long earliestMillis() {
    return Math.min(
        open.earliestMillis(), dueInRuns.isEmpty() ? Watermark.FINAL_MILLIS : dueInRuns.first());
  }

  /** The first times at which something is due, at most {@code limit}, with what waits. */
  List<Waiting> earliest(int limit) {
    Stream<Waiting> inMemory =
        open.earliest(limit).stream()
            .map(
                due ->
                    new Waiting(
                        dueMillis.applyAsLong(due.window()),
                        "%d of the groups".formatted(due.keys().size())));
    Stream<Waiting> inRuns =
        dueInRuns.stream().limit(limit).map(millis -> new Waiting(millis, "spilled groups"));
    return Stream.concat(inMemory, inRuns)
        .sorted(Comparator.comparing(Waiting::dueMillis))
        .limit(limit)
        .toList();
  }

  /**
   * What waits.
   *
   * @param dueMillis the last millisecond at which it does
   * @param what how much of what
   */
  record Waiting(long dueMillis, String what) {}

  /** Puts what is not in the keyed state where a snapshot finds it. */
  void beforeSnapshot() {
    if (runs.isEmpty()) {
      runsCell.clear();
    } else {
      runsCell.write(runs.share());
    }
  }

  void close() {
    memory.clear();
  }
}
