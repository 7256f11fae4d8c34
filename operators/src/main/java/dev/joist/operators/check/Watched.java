// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.JoistException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.apache.beam.sdk.util.MutationDetector;
import org.apache.beam.sdk.util.MutationDetectors;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.io.CountingOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one port that nobody may change, the newest of a bundle.
 *
 * <p>Compares each with what it was, by its coder, when it leaves the watch: at the end of the
 * bundle, or before when others need its place.
 */
final class Watched {

  /** Enough for every bundle of a test; a bundle of a bounded job may be all of its input. */
  private static final int LIMIT = 1_000;

  /** A detector keeps an element three times over. */
  private static final long MOST_BYTES = 16L << 20;

  private final String transform;
  private final Coder<Object> coder;
  private final Wording wording;
  private final Deque<Watch> watches = new ArrayDeque<>();
  private long watchedBytes;

  /** An element that is watched, and how long it is encoded. */
  private record Watch(MutationDetector detector, long bytes) {}

  /** What is said of an element that was changed. */
  @FunctionalInterface
  interface Wording {
    String of(String transform, IllegalMutationException mutation);
  }

  Watched(String transform, Coder<?> coder, Wording wording) {
    this.transform = transform;
    this.coder = untyped(coder);
    this.wording = wording;
  }

  @SuppressWarnings("unchecked") // The plan sends a coder only elements of its type.
  static Coder<Object> untyped(Coder<?> coder) {
    return (Coder<Object>) coder;
  }

  /**
   * Begins to watch {@code value}, whose encoding is {@code bytes} long, unless it is so large that
   * no room is left for others.
   */
  MutationDetector add(@Nullable Object value, long bytes) throws CoderException {
    if (bytes > MOST_BYTES) {
      return MutationDetectors.noopMutationDetector();
    }
    while (watches.size() == LIMIT || watchedBytes + bytes > MOST_BYTES) {
      verifyOldest();
    }
    MutationDetector detector = MutationDetectors.forValueWithCoder(value, coder);
    watches.addLast(new Watch(detector, bytes));
    watchedBytes += bytes;
    return detector;
  }

  /** Begins to watch {@code value}; encodes it once more to learn its size. */
  MutationDetector add(@Nullable Object value) throws CoderException {
    return add(value, encodedBytes(value));
  }

  private long encodedBytes(@Nullable Object value) throws CoderException {
    CountingOutputStream count = new CountingOutputStream(OutputStream.nullOutputStream());
    try {
      coder.encode(value, count);
    } catch (CoderException e) {
      throw e;
    } catch (IOException e) {
      throw new CoderException("%s cannot encode %s".formatted(coder, value), e);
    }
    return count.getCount();
  }

  /** Looks at all that is watched and lets it go. */
  void verifyAll() {
    while (!watches.isEmpty()) {
      verifyOldest();
    }
  }

  private void verifyOldest() {
    Watch oldest = watches.removeFirst();
    watchedBytes -= oldest.bytes();
    verify(oldest.detector());
  }

  /** Looks at one element. */
  void verify(MutationDetector detector) {
    try {
      detector.verifyUnmodified();
    } catch (IllegalMutationException mutation) {
      String sentence = wording.of(transform, mutation);
      throw new JoistException(
          JoistException.Kind.USER_CODE,
          sentence,
          new IllegalMutationException(
              sentence, mutation.getSavedValue(), mutation.getNewValue(), mutation));
    }
  }
}
