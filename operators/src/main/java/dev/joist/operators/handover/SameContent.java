// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two objects have the same content, by their {@code equals} where their class has
 * one, and by their fields where it has none.
 *
 * <p>A false negative costs time only; the answer is then "different". So it is for objects with
 * many parts and for fields that cannot be read.
 */
final class SameContent {

  private static final int MAX_OBJECTS = 10_000;
  private static final int MAX_DEPTH = 64;

  private int objects;

  private SameContent() {}

  static boolean of(@Nullable Object left, @Nullable Object right) {
    return new SameContent().same(left, right, 0);
  }

  @SuppressWarnings("ReferenceEquality") // An object has its own content.
  private boolean same(@Nullable Object left, @Nullable Object right, int depth) {
    if (left == right) {
      return true;
    }
    objects++;
    if (left == null || right == null || objects > MAX_OBJECTS || depth > MAX_DEPTH) {
      return false;
    }
    if (left instanceof List<?> some && right instanceof List<?> others) {
      return sameMembers(some, others, depth + 1);
    }
    if (left instanceof Map<?, ?> some && right instanceof Map<?, ?> others) {
      return sameEntries(some, others, depth + 1);
    }
    if (left.getClass() == right.getClass()) {
      if (left.getClass().isArray()) {
        return samePlaces(left, right, depth + 1);
      }
      if (!hasEquals(left.getClass())) {
        return sameFields(left, right, depth + 1);
      }
    }
    return left.equals(right);
  }

  private boolean sameMembers(List<?> left, List<?> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object member : left) {
      if (!others.hasNext() || !same(member, others.next(), depth)) {
        return false;
      }
    }
    return !others.hasNext();
  }

  private boolean sameEntries(Map<?, ?> left, Map<?, ?> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !same(entry.getValue(), right.get(entry.getKey()), depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean samePlaces(Object left, Object right, int depth) {
    int length = Array.getLength(left);
    if (length != Array.getLength(right)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!same(Array.get(left, i), Array.get(right, i), depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasEquals(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("%s has no equals".formatted(type), e);
    }
  }

  private boolean sameFields(Object left, Object right, int depth) {
    for (@Nullable Class<?> part = left.getClass(); part != null; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !sameField(field, left, right, depth)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean sameField(Field field, Object left, Object right, int depth) {
    if (!field.trySetAccessible()) {
      return false;
    }
    try {
      return same(field.get(left), field.get(right), depth);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("%s was made accessible and is not".formatted(field), e);
    }
  }
}
