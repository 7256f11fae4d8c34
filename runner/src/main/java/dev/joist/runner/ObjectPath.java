// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way from an object along the fields that Java serializes, members of collections and arrays.
 *
 * @param path names of the fields, such as {@code client.pool[3]}
 * @param end the object that it leads to
 */
record ObjectPath(String path, Object end) {

  private static final int MOST_OBJECTS = 100_000;

  /**
   * The shortest way to an object that {@code isWanted}; none if there is none, or if it is behind
   * fields that cannot be read.
   */
  static Optional<ObjectPath> toFirst(Object root, Predicate<Object> isWanted) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<ObjectPath> next = new ArrayDeque<>(List.of(new ObjectPath("", root)));
    while (!next.isEmpty() && seen.size() < MOST_OBJECTS) {
      ObjectPath path = next.remove();
      if (isWanted.test(path.end())) {
        return Optional.of(path);
      }
      if (seen.add(path.end())) {
        next.addAll(path.onward());
      }
    }
    return Optional.empty();
  }

  private List<ObjectPath> onward() {
    List<ObjectPath> onward = new ArrayList<>();
    if (end instanceof Collection<?> collection) {
      collection.forEach(member -> add(onward, "[" + onward.size() + "]", member));
    } else if (end instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(onward, "[" + key + "]", value));
    } else if (end instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        add(onward, "[" + i + "]", array[i]);
      }
    } else {
      addFields(onward);
    }
    return onward;
  }

  private void addFields(List<ObjectPath> onward) {
    for (@Nullable Class<?> part = end.getClass(); part != null; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        boolean isSerialized = !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
        if (isSerialized && !field.getType().isPrimitive() && field.trySetAccessible()) {
          add(onward, (path.isEmpty() ? "" : ".") + field.getName(), value(field));
        }
      }
    }
  }

  private @Nullable Object value(Field field) {
    try {
      return field.get(end);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("%s was made accessible and is not".formatted(field), e);
    }
  }

  private void add(List<ObjectPath> onward, String step, @Nullable Object value) {
    if (value != null) {
      onward.add(new ObjectPath(path + step, value));
    }
  }
}
