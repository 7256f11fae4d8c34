// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.execution.JoistException;
import dev.joist.operators.size.OnDisk;
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
public final class SpilledValues<V extends @Nullable Object> implements Reiterable<V>, OnDisk {

  private final String transform;
  private final List<Segment> segments;
  private final Coder<V> coder;

  /**
   * The values that {@code segments} have.
   *
   * @param transform full name of the transform that spilled them
   */
  public SpilledValues(String transform, List<Segment> segments, Coder<V> coder) {
    this.transform = transform;
    this.segments = List.copyOf(segments);
    this.coder = coder;
  }

  /** How many they are. */
  public long count() {
    return segments.stream().mapToLong(Segment::count).sum();
  }

  @Override
  public Reiterator<V> iterator() {
    return iterator(START);
  }

  /** Goes on where another iteration was. */
  Values<V> iterator(Place place) {
    return new Values<>(this, place);
  }

  /** Says how many they are, and not which: those who print a group do not expect so much. */
  @Override
  public String toString() {
    long bytes = segments.stream().mapToLong(Segment::bytes).sum();
    return "%d values with %d bytes on disk".formatted(count(), bytes);
  }

  /** Before the first value. */
  static final Place START = new Place(0, 0, 0);

  /**
   * A place between two values.
   *
   * @param segment the segment that is read; all before it have been
   * @param readCount how many values of the segment were read
   * @param readBytes how many bytes that was
   */
  record Place(int segment, long readCount, long readBytes) {}

  /** One iteration. */
  static final class Values<V extends @Nullable Object> implements Reiterator<V> {

    private final SpilledValues<V> all;
    private int segment;
    private long readCount;
    private long readBytes;
    private @Nullable BlockInput in;

    private Values(SpilledValues<V> all, Place place) {
      this.all = all;
      this.segment = place.segment();
      this.readCount = place.readCount();
      this.readBytes = place.readBytes();
    }

    /** Where it is. */
    Place place() {
      return new Place(segment, readCount, readBytes);
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
        throw new NoSuchElementException("all values have been read");
      }
      try {
        BlockInput open = opened();
        V value = all.coder.decode(open);
        readCount++;
        readBytes = current().bytes() - open.remaining();
        return value;
      } catch (SpillException e) {
        throw SpillFailures.named(all.transform, e);
      } catch (IOException e) {
        throw new JoistException(
            JoistException.Kind.STATE_CORRUPT,
            "%s: value %d of %d in %s cannot be decoded by %s"
                .formatted(all.transform, readCount, current().count(), current().run(), all.coder),
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
      return new Values<>(all, place());
    }
  }
}
