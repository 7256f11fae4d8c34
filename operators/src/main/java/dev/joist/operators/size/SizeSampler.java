// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import dev.joist.execution.channel.SizeEstimator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory that objects of one type take: numbers, strings and arrays by looking at
 * each, others by looking at one of sixteen. That one is encoded if it is made of so much, or of
 * parts so closed, that nobody knows what it takes otherwise: the first encoding may cost a good
 * part of a second, as coders of rows and schemas generate code for it.
 */
public final class SizeSampler<T extends @Nullable Object> {

  private static final int ONE_OF = 16;

  private static final long BOXED_BYTES = 24;
  private static final long ARRAY_BYTES = 16;

  /** The string and its array. */
  private static final long STRING_BYTES = 40;

  /** What an object takes of the heap for each byte of its encoding, where only that is known. */
  private static final int HEAP_FOR_ENCODED = 2;

  private static final SizeEstimator SIZES = new ElementSizes();

  private final Coder<T> coder;
  private final CountingOutput count = new CountingOutput();
  private long sampledBytes;
  private int untilNext;

  public SizeSampler(Coder<T> coder) {
    this.coder = coder;
  }

  /** What {@code object} is estimated to take. */
  public long bytes(T object) {
    if (object instanceof Long || object instanceof Integer || object instanceof Double) {
      return BOXED_BYTES;
    }
    if (object instanceof String string) {
      return STRING_BYTES + string.length();
    }
    if (object instanceof byte[] array) {
      return ARRAY_BYTES + array.length;
    }
    if (object instanceof long[] array) {
      return ARRAY_BYTES + (long) Long.BYTES * array.length;
    }
    if (untilNext == 0) {
      untilNext = ONE_OF;
      sampledBytes = object == null ? 0 : sample(object);
    }
    untilNext--;
    return sampledBytes;
  }

  /** What {@code object} is estimated to take, looked at in any case. */
  public long sample(T object) {
    if (object != null) {
      OptionalLong walked = ObjectWalk.bytes(object);
      if (walked.isPresent()) {
        return walked.getAsLong();
      }
    }
    return encoded(object);
  }

  private long encoded(T object) {
    long known = object == null ? 0 : SIZES.sizeBytes(object);
    count.bytes = 0;
    try {
      coder.encode(object, count);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be encoded by %s".formatted(object, coder), e);
    }
    return known >= count.bytes ? known : HEAP_FOR_ENCODED * count.bytes;
  }

  private static final class CountingOutput extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
      bytes += length;
    }
  }
}
