// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.common.Reiterable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over values of a coder that nothing is known about.
 *
 * <p>The first {@value #FIRST} values of each class, and after them one of every {@value #EVERY},
 * are compared with what the coder gives back. As long as both are equal, the values themselves are
 * handed over; from the first difference on, what the coder gives back.
 *
 * <p>Groups that a GroupByKey made may be larger than memory. Their values were handed over when
 * they were grouped, so that a group goes by reference.
 */
final class ComparedHandover implements ValueHandover {

  static final int FIRST = 64;
  static final int EVERY = 1_024;

  /** A value whose encoding is longer is not compared. */
  private static final int MAX_COMPARED_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ComparedHandover.class);

  private final Coder<Object> coder;
  private final Recoding recoding;
  private final Map<Class<?>, Samples> samplesByClass = new HashMap<>();
  private @Nullable Class<?> latestClass;
  private Samples latest = new Samples(true);
  private boolean recodes;

  /** How often values of one class were compared, and when the next one is. */
  private static final class Samples {
    final boolean isGroup;
    int compared;
    int untilNext = 1;

    Samples(boolean isGroup) {
      this.isGroup = isGroup;
    }

    boolean isDue() {
      if (--untilNext > 0 || isGroup) {
        return false;
      }
      compared = Math.min(compared + 1, FIRST);
      untilNext = compared < FIRST ? 1 : EVERY;
      return true;
    }
  }

  @SuppressWarnings("unchecked") // The plan sends a coder only elements of its type.
  ComparedHandover(Coder<?> coder) {
    this.coder = (Coder<Object>) coder;
    this.recoding = new Recoding(coder);
  }

  @Override
  public @Nullable Object handOver(@Nullable Object value) throws IOException {
    if (recodes || value == null) {
      return recoding.handOver(value);
    }
    if (value.getClass() != latestClass) {
      latestClass = value.getClass();
      latest =
          samplesByClass.computeIfAbsent(
              latestClass, type -> new Samples(Reiterable.class.isAssignableFrom(type)));
    }
    return latest.isDue() ? compared(value) : value;
  }

  private Object compared(Object value) throws IOException {
    LimitedBytes bytes = new LimitedBytes(MAX_COMPARED_BYTES);
    try {
      coder.encode(value, bytes);
    } catch (LimitedBytes.TooManyBytesException e) {
      return value;
    }
    Object decoded = coder.decode(new ByteArrayInputStream(bytes.toByteArray()));
    if (!SameContent.of(value, decoded)) {
      recodes = true;
      LOG.debug(
          "{} gives back other values than it was given, such as {} for {}: values are encoded from now on",
          coder,
          decoded,
          value);
    }
    return decoded;
  }
}
