// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a class take of the heap by themselves, and where they refer to others.
 *
 * @param isReadable whether {@code references} has every field that is a reference; classes of the
 *     JDK do not let others read theirs
 * @param bytes the header and all fields
 * @param references the fields that are references, those of superclasses too
 */
record ClassShape(boolean isReadable, long bytes, List<Field> references) {

  private static final long HEADER_BYTES = 16;
  private static final long REFERENCE_BYTES = 8;

  /** A shape is made once for a class, and goes with it. */
  private static final ClassValue<ClassShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected ClassShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  ClassShape {
    references = List.copyOf(references);
  }

  static ClassShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** The size of a field or of a place in an array. */
  static long placeBytes(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    return type.isPrimitive() ? Byte.BYTES : REFERENCE_BYTES;
  }

  private static ClassShape read(Class<?> type) {
    boolean isReadable = true;
    long bytes = HEADER_BYTES;
    List<Field> references = new ArrayList<>();
    for (@Nullable Class<?> part = type; part != null; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        bytes += placeBytes(field.getType());
        if (!field.getType().isPrimitive()) {
          references.add(field);
          isReadable &= field.trySetAccessible();
        }
      }
    }
    return new ClassShape(isReadable, bytes, references);
  }
}
