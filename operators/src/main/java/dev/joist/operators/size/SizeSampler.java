// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableLikeCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.LengthPrefixCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory that objects of one type take: numbers, strings, arrays, and pairs and lists
 * of these by looking at each, others by looking at one of sixteen. That one is encoded if it is
 * made of so much, or of parts so closed, that nobody knows what it takes otherwise: the first
 * encoding may cost a good part of a second, as coders of rows and schemas generate code for it.
 *
 * <p>An object that the coder cannot encode is estimated roughly: to tell of that is up to who
 * encodes it in earnest, and not up to chance.
 */
public final class SizeSampler<T extends @Nullable Object> {

  private static final int ONE_OF = 16;
  private static final long ARRAY_BYTES = 16;
  private static final long PAIR_BYTES = 32;
  private static final long LIST_BYTES = 32;
  private static final long PLACE_BYTES = 8;

  /** Of a list so many members are looked at. */
  private static final int MEMBERS = 4;

  /** The string and its array. */
  private static final long STRING_BYTES = 40;

  /** What an object takes of the heap for each byte of its encoding, where only that is known. */
  private static final int HEAP_FOR_ENCODED = 2;

  private final Coder<T> coder;
  private final boolean isCautious;
  private final boolean isFixed;
  private final @Nullable SizeSampler<@Nullable Object> keys;
  private final @Nullable SizeSampler<@Nullable Object> values;
  private final @Nullable SizeSampler<@Nullable Object> members;
  private final CountingOutput count = new CountingOutput();
  private boolean isEncodable = true;
  private long sampledBytes;
  private int untilNext;

  /** Of which each estimate may be wrong, but not the sum of many. */
  public SizeSampler(Coder<T> coder) {
    this(coder, false);
  }

  private SizeSampler(Coder<T> coder, boolean isCautious) {
    this.coder = coder;
    this.isCautious = isCautious;
    Coder<?> inner = inner(coder);
    boolean isPair = inner instanceof KvCoder;
    this.keys = isPair ? part(((KvCoder<?, ?>) inner).getKeyCoder()) : null;
    this.values = isPair ? part(((KvCoder<?, ?>) inner).getValueCoder()) : null;
    this.members = inner instanceof IterableLikeCoder<?, ?> list ? part(list.getElemCoder()) : null;
    this.isFixed =
        FixedSizes.has(inner) || (keys != null && values != null && keys.isFixed && values.isFixed);
  }

  /** Which takes objects to become larger at once and smaller slowly. */
  static <T extends @Nullable Object> SizeSampler<T> ofMany(Coder<T> coder) {
    return new SizeSampler<>(coder, true);
  }

  private static Coder<?> inner(Coder<?> coder) {
    if (coder instanceof NullableCoder<?> nullable) {
      return inner(nullable.getValueCoder());
    }
    return coder instanceof LengthPrefixCoder<?> prefixed ? inner(prefixed.getValueCoder()) : coder;
  }

  @SuppressWarnings("unchecked") // What is not of the coder's type is sized all the same.
  private SizeSampler<@Nullable Object> part(Coder<?> partCoder) {
    return new SizeSampler<@Nullable Object>((Coder<@Nullable Object>) partCoder, isCautious);
  }

  /** Whether all objects are taken to have one size. */
  boolean isFixed() {
    return isFixed;
  }

  /** What an object takes if all take as much. */
  long fixedBytes() {
    return keys == null || values == null
        ? FixedSizes.BYTES
        : PAIR_BYTES + keys.fixedBytes() + values.fixedBytes();
  }

  /** What {@code object} is estimated to take. */
  public long bytes(T object) {
    if (object instanceof Long || object instanceof Integer || object instanceof Double) {
      return FixedSizes.BYTES;
    }
    if (object instanceof String string) {
      return STRING_BYTES + string.length();
    }
    if (object instanceof byte[] array) {
      return HeapRegions.rounded(ARRAY_BYTES + array.length);
    }
    if (object instanceof long[] array) {
      return HeapRegions.rounded(ARRAY_BYTES + (long) Long.BYTES * array.length);
    }
    if (keys != null && values != null && object instanceof KV<?, ?> pair) {
      return PAIR_BYTES + keys.bytes(pair.getKey()) + values.bytes(pair.getValue());
    }
    if (members != null && object instanceof Collection<?> collection) {
      return collection(members, collection);
    }
    return sampled(object);
  }

  private static long collection(SizeSampler<@Nullable Object> members, Collection<?> collection) {
    if (collection instanceof OnDisk) {
      return LIST_BYTES;
    }
    int size = collection.size();
    long sum = 0;
    int looked = 0;
    Iterator<?> each = collection.iterator();
    while (looked < MEMBERS && each.hasNext()) {
      sum += members.bytes(each.next());
      looked++;
    }
    return LIST_BYTES + PLACE_BYTES * size + (looked == 0 ? 0 : sum * size / looked);
  }

  private long sampled(T object) {
    if (untilNext == 0) {
      untilNext = ONE_OF;
      long bytes = object == null ? 0 : sample(object);
      sampledBytes = isCautious ? Math.max(bytes, sampledBytes - (sampledBytes >> 3)) : bytes;
    }
    untilNext--;
    return sampledBytes;
  }

  /** What {@code object} is estimated to take, looked at in any case. */
  public long sample(T object) {
    if (object == null) {
      return 0;
    }
    ObjectWalk walk = ObjectWalk.of(object);
    return walk.hasSeenAll() ? walk.bytes() : encoded(object, walk);
  }

  private long encoded(T object, ObjectWalk walk) {
    long known = Math.max(walk.bytes(), RoughSize.of(object));
    if (!isEncodable || walk.hasMetDisk()) {
      return known;
    }
    count.bytes = 0;
    try {
      coder.encode(object, count);
    } catch (IOException | RuntimeException e) {
      isEncodable = false;
      return known;
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
