// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Instant;

/**
 * Sessions of one key that grow as windows are added, as {@link
 * org.apache.beam.sdk.transforms.windowing.Sessions} merges them: where windows have a millisecond
 * in common. Takes memory for each session, and not for each window.
 */
final class MergedSessions {

  /** Sessions that have nothing in common, by their first millisecond. */
  private final NavigableMap<Long, IntervalWindow> byStart = new TreeMap<>();

  void add(IntervalWindow window) {
    long startMillis = window.start().getMillis();
    long endMillis = window.end().getMillis();
    Map.Entry<Long, IntervalWindow> before = byStart.floorEntry(startMillis);
    if (before != null && before.getValue().end().getMillis() > startMillis) {
      startMillis = before.getKey();
      endMillis = Math.max(endMillis, before.getValue().end().getMillis());
    }
    Map.Entry<Long, IntervalWindow> behind = byStart.higherEntry(startMillis);
    while (behind != null && behind.getKey() < endMillis) {
      endMillis = Math.max(endMillis, behind.getValue().end().getMillis());
      byStart.remove(behind.getKey());
      behind = byStart.higherEntry(startMillis);
    }
    byStart.put(
        startMillis,
        new IntervalWindow(Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis)));
  }

  /** The session that {@code window}, which was added, is in. */
  IntervalWindow of(IntervalWindow window) {
    Map.Entry<Long, IntervalWindow> session = byStart.floorEntry(window.start().getMillis());
    if (session == null) {
      throw new IllegalArgumentException("%s was not added".formatted(window));
    }
    return session.getValue();
  }
}
