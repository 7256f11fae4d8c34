// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the heap that an object and all it refers to take, for objects that are made of few
 * others. What elements have in common, such as a constant, counts for each of them.
 *
 * <p>A walk is made for one object, and forgotten.
 */
final class ObjectWalk {

  /** An object that is made of more is not worth the walk. */
  private static final int MOST_OBJECTS = 64;

  private static final int MOST_DEPTH = 16;
  private static final long HEADER_BYTES = 16;

  /** An entry of a map, and the place that leads to it. */
  private static final long ENTRY_BYTES = 48;

  private int objects;
  private long bytes;
  private boolean hasSeenAll = true;
  private boolean hasMetDisk;

  private ObjectWalk() {}

  /** A walk from {@code root}. */
  static ObjectWalk of(Object root) {
    ObjectWalk walk = new ObjectWalk();
    walk.bytes = walk.bytes(root, 0);
    return walk;
  }

  /** The heap that what was seen takes. */
  long bytes() {
    return bytes;
  }

  /**
   * Whether that is all; not so if the object is made of too many others, has parts that cannot be
   * read, or parts that would be read lazily.
   */
  boolean hasSeenAll() {
    return hasSeenAll;
  }

  /** Whether there were values that would be read from disk. */
  boolean hasMetDisk() {
    return hasMetDisk;
  }

  /**
   * All kinds of objects in one method, of more bytecode than the JIT compiler inlines: it is
   * called for a few objects of many, and would otherwise become a part of every method that adds
   * one.
   */
  private long bytes(@Nullable Object object, int depth) {
    if (object == null || object instanceof Enum || object instanceof Class) {
      return 0;
    }
    objects++;
    if (objects > MOST_OBJECTS || depth == MOST_DEPTH) {
      return unseen();
    }
    if (object instanceof OnDisk) {
      hasMetDisk = true;
      return unseen();
    }
    if (object instanceof String string) {
      return 2 * HEADER_BYTES + 8 + string.length();
    }
    if (object instanceof Object[] references) {
      return members(Arrays.asList(references), depth + 1);
    }
    if (object instanceof byte[] array) {
      return HeapRegions.rounded(HEADER_BYTES + array.length);
    }
    if (object.getClass().isArray()) {
      return primitives(object);
    }
    if (object instanceof Row row) {
      return 2 * HEADER_BYTES + members(row.getValues(), depth + 1);
    }
    if (object instanceof Map<?, ?> map) {
      return map.size() * ENTRY_BYTES
          + members(map.keySet(), depth + 1)
          + members(map.values(), depth + 1);
    }
    if (object instanceof Collection<?> collection) {
      return members(collection, depth + 1);
    }
    ClassShape shape = ClassShape.of(object.getClass());
    if (object instanceof Iterable || !shape.isReadable()) {
      return unseen();
    }
    long sum = shape.bytes();
    for (Field field : shape.references()) {
      try {
        sum += bytes(field.get(object), depth + 1);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("%s was made accessible and is not".formatted(field), e);
      }
    }
    return sum;
  }

  private static long primitives(Object array) {
    Class<?> place = array.getClass().getComponentType();
    return HeapRegions.rounded(
        HEADER_BYTES + Array.getLength(array) * ClassShape.placeBytes(place));
  }

  private long members(Collection<?> members, int depth) {
    if (objects + members.size() > MOST_OBJECTS) {
      return unseen();
    }
    long sum = 2 * HEADER_BYTES;
    for (Object member : members) {
      sum += ClassShape.placeBytes(Object.class) + bytes(member, depth);
    }
    return sum;
  }

  private long unseen() {
    hasSeenAll = false;
    return 0;
  }
}
