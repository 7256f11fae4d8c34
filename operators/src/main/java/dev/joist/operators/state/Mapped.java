// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is made of each element of another iterable, when it is asked for. */
record Mapped<A extends @Nullable Object, B extends @Nullable Object>(
    Iterable<A> source, Function<A, B> function) implements Iterable<B> {

  @Override
  public Iterator<B> iterator() {
    Iterator<A> left = source.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return left.hasNext();
      }

      @Override
      public B next() {
        return function.apply(left.next());
      }
    };
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (B element : this) {
      text.append(text.length() == 1 ? "" : ", ").append(element);
    }
    return text.append(']').toString();
  }
}
