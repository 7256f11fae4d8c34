// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.io.IOException;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Hands over rows.
 *
 * <p>A row keeps the schema of its producer, which may name the fields otherwise than the
 * collection does; its coder gives back rows with the schema of the collection. So does this, for
 * the price of one object, where only the schema differs.
 */
final class RowHandover implements ValueHandover {

  private final RowShape shape;
  private final Recoding recoding;

  RowHandover(SchemaCoder<?> coder) {
    this.shape = new RowShape(coder.getSchema());
    this.recoding = new Recoding(coder);
  }

  @Override
  public @Nullable Object handOver(@Nullable Object value) throws IOException {
    if (!(value instanceof Row row) || !shape.hasValuesOf(row)) {
      return recoding.handOver(value);
    }
    return shape.hasSchemaOf(row)
        ? row
        : Row.withSchema(shape.schema()).attachValues(row.getValues());
  }
}
