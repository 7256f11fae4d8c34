// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.JoistException;
import dev.joist.state.spill.BlockInput;
import dev.joist.state.spill.Segment;
import dev.joist.state.spill.SpillException;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.common.Reiterable;
import org.apache.beam.sdk.util.common.Reiterator;
import org.jspecify.annotations.Nullable;

/**
 * The values of a group that is larger than what one wants in memory: each iteration reads them
 * from disk, one at a time.
 *
 * <p>They may be iterated over as often as one likes, by several at a time and by any thread, also
 * when the next group has come and in other stages: until the job ends, since the files stay as
 * long as anybody refers to them.
 */
final class SpilledValues<V> implements Reiterable<V> {

  private final List<Segment> segments;
  private final Coder<V> coder;

  SpilledValues(List<Segment> segments, Coder<V> coder) {
    this.segments = List.copyOf(segments);
    this.coder = coder;
  }

  @Override
  public Reiterator<V> iterator() {
    return new Values<>(this, 0, 0, 0);
  }

  /** Says how many they are, and not which: those who print a group do not expect so much. */
  @Override
  public String toString() {
    long count = segments.stream().mapToLong(Segment::count).sum();
    long bytes = segments.stream().mapToLong(Segment::bytes).sum();
    return "%d values with %d bytes on disk".formatted(count, bytes);
  }

  private static final class Values<V> implements Reiterator<V> {

    private final SpilledValues<V> all;

    /** The segment that is read; all before it have been. */
    private int segment;

    /** What of the segment was read. */
    private long readCount;

    private long readBytes;

    private @Nullable BlockInput in;

    Values(SpilledValues<V> all, int segment, long readCount, long readBytes) {
      this.all = all;
      this.segment = segment;
      this.readCount = readCount;
      this.readBytes = readBytes;
    }

    @Override
    public boolean hasNext() {
      while (segment < all.segments.size() && readCount == current().count()) {
        segment++;
        readCount = 0;
        readBytes = 0;
        in = null;
      }
      return segment < all.segments.size();
    }

    private Segment current() {
      return all.segments.get(segment);
    }

    @Override
    public V next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all values of the group have been read");
      }
      try {
        BlockInput open = opened();
        V value = all.coder.decode(open);
        readCount++;
        readBytes = current().bytes() - open.remaining();
        return value;
      } catch (SpillException e) {
        throw SpillFailures.named("the values of a group", e);
      } catch (IOException e) {
        throw new JoistException(
            JoistException.Kind.STATE_CORRUPT,
            "value %d of %d in %s cannot be decoded by %s"
                .formatted(readCount, current().count(), current().run(), all.coder),
            e);
      }
    }

    private BlockInput opened() {
      BlockInput open = in;
      if (open == null) {
        open = current().open(readBytes);
        in = open;
      }
      return open;
    }

    @Override
    public Reiterator<V> copy() {
      return new Values<>(all, segment, readCount, readBytes);
    }
  }
}
