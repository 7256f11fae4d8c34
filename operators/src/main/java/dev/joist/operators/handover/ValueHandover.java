// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import dev.joist.operators.state.PlainCoders;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.LengthPrefixCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a coder gives back for a value, without asking the coder where the answer is known.
 *
 * <p><b>Threading:</b> belongs to one lane.
 */
@FunctionalInterface
interface ValueHandover {

  /**
   * What the coder makes of {@code value}: {@code value} itself, or an object that shares nothing
   * with it that can change.
   *
   * @throws IOException if the coder cannot encode the value
   */
  @Nullable Object handOver(@Nullable Object value) throws IOException;

  /**
   * The handover by {@code coder}.
   *
   * <ul>
   *   <li>Values of Beam's coders for numbers, strings, times and the like go by reference, if they
   *       have the class that the coder gives back.
   *   <li>A row goes by reference if its schema equals that of the coder and its values have the
   *       classes that the coder gives back.
   *   <li>A pair is handed over part by part.
   *   <li>For every other coder, values are compared with what it gives back, see {@link
   *       ComparedHandover}.
   * </ul>
   */
  static ValueHandover by(Coder<?> coder) {
    if (coder instanceof VoidCoder) {
      return value -> null;
    }
    Optional<Class<?>> plain = PlainCoders.valueClass(coder);
    if (plain.isPresent()) {
      Class<?> valueClass = plain.get();
      Recoding recoding = new Recoding(coder);
      return value ->
          value != null && value.getClass() == valueClass ? value : recoding.handOver(value);
    }
    if (coder instanceof KvCoder<?, ?> pairs) {
      return new PairHandover(pairs);
    }
    if (coder instanceof NullableCoder<?> nullable) {
      ValueHandover present = by(nullable.getValueCoder());
      return value -> value == null ? null : present.handOver(value);
    }
    if (coder instanceof LengthPrefixCoder<?> prefixed) {
      return by(prefixed.getValueCoder());
    }
    if (coder instanceof SchemaCoder<?> schemas && isOfRows(coder)) {
      return new RowHandover(schemas);
    }
    return new ComparedHandover(coder);
  }

  /** Whether the values of {@code coder} are rows. */
  static boolean isOfRows(Coder<?> coder) {
    return coder instanceof SchemaCoder<?> schemas
        && schemas.getEncodedTypeDescriptor().getRawType().equals(Row.class);
  }
}
