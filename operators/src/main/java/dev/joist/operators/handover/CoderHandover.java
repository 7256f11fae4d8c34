// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import dev.joist.execution.JoistException;
import dev.joist.execution.graph.Handover;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what the coder of a collection gives back for an element.
 *
 * <p>An element that the coder would give back unchanged goes by reference, see {@link
 * ValueHandover#by}.
 *
 * @param coder coder of the collection
 * @param transform full name of the transform that emits the elements, for errors
 * @param collection name of the collection, for errors
 */
public record CoderHandover(Coder<?> coder, String transform, String collection)
    implements Handover {

  @Override
  public Step create() {
    ValueHandover values = ValueHandover.by(coder);
    return element -> handOver(values, element);
  }

  /** Rows are: a function reads their fields by the names that its input has. */
  @Override
  public boolean isWithinStages() {
    return hasRows(coder);
  }

  private static boolean hasRows(Coder<?> coder) {
    if (coder instanceof KvCoder<?, ?> pairs) {
      return hasRows(pairs.getKeyCoder()) || hasRows(pairs.getValueCoder());
    }
    if (coder instanceof NullableCoder<?> nullable) {
      return hasRows(nullable.getValueCoder());
    }
    return ValueHandover.isOfRows(coder);
  }

  @SuppressWarnings({
    "unchecked", // Every element of a pipeline is a windowed value.
    "ReferenceEquality" // The same object means that nothing has to be made anew.
  })
  private Object handOver(ValueHandover values, Object element) {
    WindowedValue<@Nullable Object> windowed = (WindowedValue<@Nullable Object>) element;
    Object value = windowed.getValue();
    Object handed;
    try {
      handed = values.handOver(value);
    } catch (IOException | RuntimeException e) {
      throw new JoistException(
          JoistException.Kind.USER_CODE,
          "%s emitted %s into %s, which the coder of that collection, %s, cannot encode and decode: %s"
              .formatted(transform, value, collection, coder, e),
          e);
    }
    return handed == value ? element : windowed.withValue(handed);
  }
}
