// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.JoistException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.apache.beam.sdk.util.MutationDetector;
import org.apache.beam.sdk.util.MutationDetectors;
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

  private final String transform;
  private final Coder<Object> coder;
  private final Wording wording;
  private final Deque<MutationDetector> detectors = new ArrayDeque<>();

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

  /** Begins to watch {@code value}. */
  MutationDetector add(@Nullable Object value) throws CoderException {
    if (detectors.size() == LIMIT) {
      verify(detectors.removeFirst());
    }
    MutationDetector detector = MutationDetectors.forValueWithCoder(value, coder);
    detectors.addLast(detector);
    return detector;
  }

  /** Looks at all that is watched and lets it go. */
  void verifyAll() {
    while (!detectors.isEmpty()) {
      verify(detectors.removeFirst());
    }
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
