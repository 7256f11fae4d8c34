// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.ValueCell;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hold of the output watermark; its listener is told of every change. */
final class BeamWatermarkHold extends BeamCell implements WatermarkHoldState {

  private final ValueCell<Instant> cell;
  private final TimestampCombiner combiner;
  private final HoldListener listener;

  BeamWatermarkHold(
      ValueCell<Instant> cell,
      StateNamespace namespace,
      TimestampCombiner combiner,
      HoldListener listener) {
    super(cell, namespace);
    this.cell = cell;
    this.combiner = combiner;
    this.listener = listener;
  }

  @Override
  BeamWatermarkHold at(StateNamespace otherNamespace) {
    return new BeamWatermarkHold(cell, otherNamespace, combiner, listener);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public @Nullable Instant read() {
    return cell.read(namespace());
  }

  @Override
  public void add(Instant timestamp) {
    Instant before = cell.read(namespace());
    Instant after = before == null ? timestamp : combiner.combine(before, timestamp);
    if (after.equals(before)) {
      return;
    }
    cell.write(namespace(), after);
    listener.added(after.getMillis());
    if (before != null) {
      listener.removed(before.getMillis());
    }
  }

  @Override
  public void clear() {
    Instant before = cell.read(namespace());
    if (before != null) {
      cell.clear(namespace());
      listener.removed(before.getMillis());
    }
  }

  @Override
  public TimestampCombiner getTimestampCombiner() {
    return combiner;
  }

  @Override
  public BeamWatermarkHold readLater() {
    return this;
  }
}
