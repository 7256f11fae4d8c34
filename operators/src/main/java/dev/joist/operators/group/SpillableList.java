// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.spill.PartlySpilledValues;
import dev.joist.operators.spill.SpilledValues;
import dev.joist.state.spill.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/**
 * Values in the order of their arrival, of which the last are in memory, and the others may not.
 */
final class SpillableList<V> {

  private static final int FIRST_CAPACITY = 4;

  private final List<Segment> spilled = new ArrayList<>(0);
  private Object[] rest = new Object[FIRST_CAPACITY];
  private int restSize;
  private long restBytes;

  /** Adds a value that takes so many bytes. */
  void add(V value, long bytes) {
    if (restSize == rest.length) {
      rest = Arrays.copyOf(rest, 2 * restSize);
    }
    rest[restSize++] = value;
    restBytes += bytes;
  }

  boolean isEmpty() {
    return restSize == 0 && spilled.isEmpty();
  }

  /** Bytes of what is in memory. */
  long restBytes() {
    return restBytes;
  }

  /** What is in memory now, whatever is added later. */
  @SuppressWarnings("unchecked") // Nothing else was added.
  List<V> rest() {
    return Collections.unmodifiableList((List<V>) Arrays.asList(rest).subList(0, restSize));
  }

  /** What was in memory is in {@code segment}. */
  void spilled(Segment segment) {
    spilled.add(segment);
    rest = new Object[FIRST_CAPACITY];
    restSize = 0;
    restBytes = 0;
  }

  /**
   * All values that are there now, whatever is added later.
   *
   * @param transform full name of the transform that spilled them
   */
  Iterable<V> values(String transform, Coder<V> coder) {
    return spilled.isEmpty()
        ? rest()
        : new PartlySpilledValues<>(new SpilledValues<>(transform, spilled, coder), rest());
  }
}
