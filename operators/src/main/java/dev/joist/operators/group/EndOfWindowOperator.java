// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.pardo.UserCode;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.state.KeyIdentity;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.time.Keyed;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.ValueCell;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Groups pairs by key and window under the default trigger, as {@link GroupingOperator} does, but
 * without timers for each key and without replaying a trigger for each element: an element costs
 * one look-up in the state for each of its windows.
 *
 * <p>A window fires when the watermark is past its end. Elements that come later, while the window
 * has not expired, fire with the bundle that brought them. State is what the window holds and, as
 * long as it has not expired, how many panes it has fired; {@link KeysByWindow} is made of it.
 *
 * <p>With {@link Slices} an element costs one look-up however many windows it is in, while none of
 * them has ended: it is added to the slice that they share. When a window ends it fires with what
 * its slices have.
 */
public final class EndOfWindowOperator<
        K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
    implements Operator {

  /** In place of a number of panes: the content is that of a slice, none of whose windows fired. */
  private static final long IN_SLICE = -1;

  private final WindowingStrategy<?, W> windowing;
  private final boolean accumulates;
  private final EndOfWindowGrouping<K, InputT, OutputT, W> grouping;
  private final KeyIdentity<K> identities;
  private final KeyedStore<K> store;
  private final ValueCell<Long> panes;
  private final WindowContents<InputT, OutputT> contents;
  private final KeysByWindow<K, W> open = new KeysByWindow<>(EndOfWindowOperator::endMillis);
  private final KeysByWindow<K, W> expiring;

  /** Null where each window has its contents for itself. */
  private final @Nullable Slices<K> slices;

  /** Null where windows have few slices, and are added up from them. */
  private final @Nullable RollingSums<K, OutputT> rolling;

  private final Set<Late<K, W>> late = new LinkedHashSet<>();
  private final StepScope scope;
  private final UserCode userCode;
  private final Receiver output;
  private final StopFlag stop;

  /** The window of the element before, and its end: most elements have the same one. */
  private @Nullable W latestWindow;

  private long latestEndMillis;
  private long inputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long promisedMillis = Watermark.INITIAL_MILLIS;

  /** A window that had ended when the elements came that it holds. */
  private record Late<K extends @Nullable Object, W extends BoundedWindow>(
      W window, Keyed<K> key) {}

  public EndOfWindowOperator(
      EndOfWindowGrouping<K, InputT, OutputT, W> grouping, OperatorContext context) {
    this.grouping = grouping;
    this.windowing = grouping.windowing();
    this.accumulates =
        windowing.getMode() == WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES;
    this.identities = KeyIdentity.by(grouping.keyCoder());
    this.store =
        context
            .stores()
            .keyed(
                new KeyedStoreSpec<>(
                    grouping.transform(),
                    CoderCodec.of(grouping.keyCoder()),
                    CoderCodec.of(windowing.getWindowFn().windowCoder())));
    this.contents = grouping.contents().open(store);
    this.panes =
        store.value(
            new CellSpec.Value<>(
                new CellId(grouping.transform(), "joist:panes"), CoderCodec.of(VarLongCoder.of())));
    this.scope = new StepScope(grouping.services().metrics(), grouping.transform());
    this.userCode = new UserCode(grouping.transform(), scope);
    this.output = context.output(0);
    this.stop = context.stop();
    this.slices = grouping.sliced() ? new Slices<>(windowing.getWindowFn()) : null;
    this.rolling =
        windowing.getWindowFn() instanceof SlidingWindows sliding
                && grouping.sliced()
                && Slices.windowsEach(sliding) >= RollingSums.LEAST_WINDOWS
            ? new RollingSums<>(store, contents, stop)
            : null;
    this.expiring = new KeysByWindow<>(window -> WindowEnds.expiryMillis(window, windowing));
    panes.forEach(this::restore);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Keys and windows are what was put in.
  private void restore(@Nullable Object key, Object window, Long fired) {
    W restored = (W) window;
    if (slices != null && fired <= IN_SLICE) {
      slices.restore((IntervalWindow) window, keyed((K) key), (int) (IN_SLICE - fired));
    } else if (fired == 0) {
      open.add(restored, (K) key);
    } else {
      expiring.add(restored, (K) key);
    }
  }

  private static long endMillis(BoundedWindow window) {
    return window.maxTimestamp().getMillis();
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links pairs of these types.
  public Receiver input(int port) {
    return element -> add((WindowedValue<KV<K, InputT>>) element);
  }

  private void add(WindowedValue<KV<K, InputT>> element) {
    MetricsContainer before = scope.enter();
    try {
      K key = element.getValue().getKey();
      store.useKey(key);
      if (element instanceof WindowedValues.SingleWindowedValue single) {
        add(key, element.getValue().getValue(), single.getWindow());
      } else if (!isAddedToSlice(key, element)) {
        for (BoundedWindow window : element.getWindows()) {
          stop.check();
          add(key, contents.copy(element.getValue().getValue()), window);
        }
      }
    } catch (Throwable thrown) {
      throw userCode.named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  private boolean isAddedToSlice(K key, WindowedValue<KV<K, InputT>> element) {
    Slice<K> slice = slices == null ? null : slices.of(element.getWindows());
    if (slices == null || slice == null || slice.endMillis() < inputWatermarkMillis) {
      return false;
    }
    if (panes.isEmpty(slice.common())) {
      panes.write(slice.common(), IN_SLICE);
      slices.add(slice, keyed(key));
    }
    contents.add(slice.common(), element.getValue().getValue());
    return true;
  }

  @SuppressWarnings("unchecked") // The strategy of the input says what its windows are.
  private void add(K key, InputT value, BoundedWindow boundedWindow) {
    W window = (W) boundedWindow;
    if (!window.equals(latestWindow)) {
      latestWindow = window;
      latestEndMillis = endMillis(window);
    }
    if (latestEndMillis >= inputWatermarkMillis) {
      if (panes.isEmpty(window)) {
        panes.write(window, 0L);
        open.add(window, key);
      }
      contents.add(window, value);
    } else {
      addLate(key, value, window);
    }
  }

  private void addLate(K key, InputT value, W window) {
    if (WindowEnds.expiryMillis(window, windowing) < inputWatermarkMillis) {
      scope.container().getCounter(DroppedElements.TOO_LATE).inc();
      return;
    }
    if (panes.isEmpty(window)) {
      panes.write(window, 0L);
      expiring.add(window, key);
    }
    contents.add(window, value);
    late.add(new Late<>(window, keyed(key)));
  }

  private Keyed<K> keyed(K key) {
    return Keyed.of(identities, key);
  }

  /** The state says of a slice how many of its windows have fired only as often as it is needed. */
  @Override
  public void beforeSnapshot(long snapshotId) {
    if (slices != null) {
      for (Slice<K> slice : slices.unstored()) {
        for (Keyed<K> key : slice.keys()) {
          store.useKey(key.key());
          panes.write(slice.common(), IN_SLICE - slice.fired());
        }
        slice.markStored(slice.fired());
      }
    }
  }

  @Override
  public void finishBundle() {
    if (!late.isEmpty()) {
      List<Late<K, W>> fired = List.copyOf(late);
      late.clear();
      userCode.run(() -> fired.forEach(one -> fire(one.window(), one.key().key(), false)));
    }
    scope.commit();
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    inputWatermarkMillis = watermarkMillis;
    if (isDue(port, watermarkMillis) || expiring.isDue(watermarkMillis)) {
      userCode.run(this::advance);
    }
  }

  private void advance() {
    long now = inputWatermarkMillis;
    if (slices != null) {
      slices.poll(now).forEach(this::fireSliced);
    }
    for (KeysByWindow.Due<K, W> due : open.poll(now)) {
      boolean isLast = WindowEnds.expiryMillis(due.window(), windowing) < now;
      for (K key : due.keys()) {
        fire(due.window(), key, isLast);
        if (!isLast) {
          expiring.add(due.window(), key);
        }
      }
    }
    for (KeysByWindow.Due<K, W> due : expiring.poll(now)) {
      for (K key : due.keys()) {
        clear(key, due.window());
      }
    }
  }

  /** Fires a window with what its slices have, and what was added to it alone. */
  @SuppressWarnings("unchecked") // Only sliding windows have slices.
  private void fireSliced(Slices.Due<K> due) {
    W window = (W) due.window();
    Map<Keyed<K>, WindowContents.Sum<OutputT>> sums = new LinkedHashMap<>();
    for (K key : open.take(window)) {
      include(sums, keyed(key), window);
      clear(key, window);
    }
    if (rolling != null) {
      rolling.addTo(sums, due);
    }
    for (Slice<K> slice : due.slices()) {
      slice.markFired();
      if (!slice.isRolling()) {
        slice.keys().forEach(key -> include(sums, key, slice.common()));
      }
      if (slice.endsWith(due.window())) {
        slice.keys().forEach(key -> clear(key.key(), slice.common()));
      }
    }
    long expiry = WindowEnds.expiryMillis(window, windowing);
    sums.forEach((key, sum) -> fireFirst(window, expiry, key.key(), sum));
  }

  private void clear(K key, BoundedWindow window) {
    store.useKey(key);
    contents.clear(window);
    panes.clear(window);
  }

  private void include(
      Map<Keyed<K>, WindowContents.Sum<OutputT>> sums, Keyed<K> key, BoundedWindow from) {
    stop.check();
    store.useKey(key.key());
    sums.computeIfAbsent(key, k -> contents.sum()).include(from);
  }

  private void fireFirst(W window, long expiry, K key, WindowContents.Sum<OutputT> sum) {
    if (expiry < inputWatermarkMillis) {
      emit(window, key, sum.result(), 0, true);
      return;
    }
    store.useKey(key);
    panes.write(window, 1L);
    if (accumulates) {
      sum.keep(window);
      emit(window, key, contents.show(window), 0, false);
    } else {
      emit(window, key, sum.result(), 0, false);
    }
    expiring.add(window, key);
  }

  private void fire(W window, K key, boolean isLast) {
    store.useKey(key);
    Long fired = panes.read(window);
    long index = fired == null ? 0 : fired;
    OutputT result = accumulates && !isLast ? contents.show(window) : contents.take(window);
    if (isLast) {
      panes.clear(window);
    } else {
      panes.write(window, index + 1);
    }
    emit(window, key, result, index, isLast);
  }

  private void emit(W window, K key, OutputT result, long index, boolean isLast) {
    output.accept(
        WindowedValues.of(
            KV.of(key, result), window.maxTimestamp(), window, pane(window, index, isLast)));
  }

  private PaneInfo pane(W window, long index, boolean isLast) {
    boolean isLate = index > 0 || endMillis(window) < promisedMillis;
    return PaneInfo.createPane(
        index == 0, isLast, isLate ? Timing.LATE : Timing.ON_TIME, index, index);
  }

  /** What comes late for a key in one bundle is one pane. */
  @Override
  public boolean prefersLargeBundles() {
    return WindowEnds.isLateDataAllowed(windowing);
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return open.isDue(watermarkMillis) || (slices != null && slices.isDue(watermarkMillis));
  }

  @Override
  public long outputWatermark() {
    promisedMillis = inputWatermarkMillis;
    return inputWatermarkMillis;
  }

  /** The global window, which ends with all input, lets nobody wait. */
  @Override
  public boolean isHolding() {
    return isDue(0, EventTime.END_OF_GLOBAL_WINDOW_MILLIS);
  }

  /** A window that is open lets no watermark past its end. */
  @Override
  public List<Hold> holds(int limit) {
    Stream<Hold> ofWindows =
        open.earliest(limit).stream().map(due -> hold(due.keys().size(), due.window()));
    Stream<Hold> ofSlices =
        slices == null
            ? Stream.empty()
            : slices.earliest(limit).stream().map(due -> hold(keys(due), due.window()));
    return Stream.concat(ofWindows, ofSlices)
        .sorted(Comparator.comparingLong(Hold::timestampMillis))
        .limit(limit)
        .toList();
  }

  private static int keys(Slices.Due<?> due) {
    return due.slices().stream().mapToInt(slice -> slice.keys().size()).sum();
  }

  private Hold hold(int groups, BoundedWindow window) {
    return new Hold(
        HoldKind.STATE,
        "%d of the groups of %s".formatted(groups, grouping.transform()),
        endMillis(window));
  }
}
