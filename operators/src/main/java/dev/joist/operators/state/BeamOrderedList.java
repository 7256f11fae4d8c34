// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.OrderedListCell;
import dev.joist.state.Timestamped;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** A list sorted by timestamp; what was read of it stays as it was. */
final class BeamOrderedList<T> extends BeamCell implements OrderedListState<T> {

  private final OrderedListCell<T> cell;

  BeamOrderedList(OrderedListCell<T> cell, StateNamespace namespace) {
    super(cell, namespace);
    this.cell = cell;
  }

  @Override
  BeamOrderedList<T> at(StateNamespace otherNamespace) {
    return new BeamOrderedList<>(cell, otherNamespace);
  }

  @Override
  boolean isCleared() {
    return cell.isEmpty(namespace());
  }

  @Override
  public Iterable<TimestampedValue<T>> read() {
    return new Mapped<>(cell.read(namespace()), BeamOrderedList::toBeam);
  }

  @Override
  public Iterable<TimestampedValue<T>> readRange(Instant minTimestamp, Instant limitTimestamp) {
    return new Mapped<>(
        cell.readRange(namespace(), minTimestamp.getMillis(), limitTimestamp.getMillis()),
        BeamOrderedList::toBeam);
  }

  @Override
  public void add(TimestampedValue<T> value) {
    cell.add(namespace(), value.getTimestamp().getMillis(), value.getValue());
  }

  @Override
  public void clearRange(Instant minTimestamp, Instant limitTimestamp) {
    cell.clearRange(namespace(), minTimestamp.getMillis(), limitTimestamp.getMillis());
  }

  @Override
  public void clear() {
    cell.clear(namespace());
  }

  @Override
  public BeamOrderedList<T> readLater() {
    return this;
  }

  @Override
  public BeamOrderedList<T> readRangeLater(Instant minTimestamp, Instant limitTimestamp) {
    return this;
  }

  private static <T> TimestampedValue<T> toBeam(Timestamped<T> timestamped) {
    return TimestampedValue.of(
        timestamped.value(), Instant.ofEpochMilli(timestamped.timestampMillis()));
  }
}
