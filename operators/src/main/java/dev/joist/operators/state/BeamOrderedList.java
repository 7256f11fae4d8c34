// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.OrderedListCell;
import dev.joist.state.Timestamped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    return list(cell.read(namespace()));
  }

  @Override
  public Iterable<TimestampedValue<T>> readRange(Instant minTimestamp, Instant limitTimestamp) {
    return list(cell.readRange(namespace(), minTimestamp.getMillis(), limitTimestamp.getMillis()));
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

  /** A list, since user code compares what it reads with lists. */
  private static <T> List<TimestampedValue<T>> list(Iterable<Timestamped<T>> values) {
    List<TimestampedValue<T>> list = new ArrayList<>();
    for (Timestamped<T> value : values) {
      list.add(toBeam(value));
    }
    return Collections.unmodifiableList(list);
  }

  private static <T> TimestampedValue<T> toBeam(Timestamped<T> timestamped) {
    return TimestampedValue.of(
        timestamped.value(), Instant.ofEpochMilli(timestamped.timestampMillis()));
  }
}
