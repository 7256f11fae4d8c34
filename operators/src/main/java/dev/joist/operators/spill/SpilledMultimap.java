// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.execution.JoistException;
import dev.joist.operators.size.OnDisk;
import dev.joist.state.spill.RunCursor;
import dev.joist.state.spill.SearchableRun;
import dev.joist.state.spill.SpillException;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.transforms.Materializations;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Pairs on disk: what a view of them reads that looks values up by their keys. Keys are the same
 * that are so in memory.
 *
 * <p>Of a key with few values a look-up makes a list. Of one with many the user gets an iterable
 * that reads them each time.
 *
 * <p><b>Threading:</b> read by any thread.
 */
public final class SpilledMultimap<K extends @Nullable Object, V extends @Nullable Object>
    implements Iterable<KV<K, V>>, Materializations.MultimapView<K, V>, OnDisk {

  private final String transform;
  private final SearchableRun run;
  private final PairLayout<K, V> layout;

  /**
   * The pairs that {@code run} has.
   *
   * @param transform full name of the transform that spilled them
   * @param layout wrote the groups of the run
   */
  public SpilledMultimap(String transform, SearchableRun run, PairLayout<K, V> layout) {
    this.transform = transform;
    this.run = run;
    this.layout = layout;
  }

  @Override
  @SuppressWarnings("NullAway") // Null is a key where the coder of the keys can write it.
  public Iterable<V> get(@Nullable K key) {
    byte[] group = group(key);
    return group == null ? List.of() : read(() -> values(key, group));
  }

  /** The group that {@code key} would be in; null if it is of a class that no key is of. */
  private byte @Nullable [] group(K key) {
    try {
      return layout.group(key);
    } catch (ClassCastException e) {
      // Maps may be asked for any object, and say that it is not there.
      return null;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: %s cannot be encoded to be looked up".formatted(transform, key), e);
    }
  }

  private Iterable<V> values(K key, byte[] group) throws IOException {
    RunCursor cursor = run.seek(group);
    boolean isFound = cursor.nextStartingWith(group) && cursor.key().length == group.length;
    return isFound ? layout.values(key, new PairGroup(transform, cursor)) : List.of();
  }

  /** The keys, each once. */
  @Override
  public Iterable<K> get() {
    return () -> new Members<>(layout::keys);
  }

  @Override
  public Iterator<KV<K, V>> iterator() {
    return new Members<>(layout::pairs);
  }

  /** Says how much they are, and not which: those who print a view do not expect so much. */
  @Override
  public String toString() {
    return "pairs with %d bytes on disk".formatted(run.bytes());
  }

  /** What a group has. */
  @FunctionalInterface
  private interface OfGroup<T extends @Nullable Object> {
    Iterable<T> read(PairGroup group) throws IOException;
  }

  /** What all groups have, one after the other. */
  private final class Members<T extends @Nullable Object> implements Iterator<T> {

    private final RunCursor cursor = run.start();
    private final OfGroup<T> ofGroup;
    private Iterator<T> members = Collections.emptyIterator();

    Members(OfGroup<T> ofGroup) {
      this.ofGroup = ofGroup;
    }

    @Override
    public boolean hasNext() {
      while (!members.hasNext()) {
        if (!read(cursor::next)) {
          return false;
        }
        members = read(() -> ofGroup.read(new PairGroup(transform, cursor))).iterator();
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all have been read");
      }
      return members.next();
    }
  }

  /** Something that is read from files. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SpillException e) {
      throw SpillFailures.named(transform, e);
    } catch (IOException e) {
      throw new JoistException(
          JoistException.Kind.STATE_CORRUPT,
          "%s: what is in %s cannot be decoded: %s".formatted(transform, run, e.getMessage()),
          e);
    }
  }
}
