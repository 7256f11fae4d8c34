// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** A user's windows: each element has one of some length, and those that begin together merge. */
final class Buckets extends WindowFn<Object, IntervalWindow> {

  private static final long serialVersionUID = 1L;

  private final long lengthMillis;
  private final long togetherMillis;

  /**
   * Windows.
   *
   * @param lengthMillis of the window of one element
   * @param togetherMillis windows that begin in the same so many milliseconds merge
   */
  Buckets(long lengthMillis, long togetherMillis) {
    this.lengthMillis = lengthMillis;
    this.togetherMillis = togetherMillis;
  }

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    return assignedAt(context.timestamp());
  }

  List<IntervalWindow> assignedAt(Instant timestamp) {
    return List.of(new IntervalWindow(timestamp, Duration.millis(lengthMillis)));
  }

  @Override
  public void mergeWindows(MergeContext context) throws Exception {
    Map<Long, List<IntervalWindow>> buckets =
        context.windows().stream()
            .collect(
                Collectors.groupingBy(
                    window -> Math.floorDiv(window.start().getMillis(), togetherMillis),
                    TreeMap::new,
                    Collectors.toList()));
    for (List<IntervalWindow> bucket : buckets.values()) {
      if (bucket.size() > 1) {
        context.merge(bucket, bucket.stream().reduce(IntervalWindow::span).orElseThrow());
      }
    }
  }

  @Override
  @SuppressWarnings("deprecation") // It is abstract, so somebody has to.
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof Buckets;
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!(other instanceof Buckets)) {
      throw new IncompatibleWindowException(other, "only buckets go with buckets");
    }
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    throw new UnsupportedOperationException("no side input is in buckets");
  }
}
