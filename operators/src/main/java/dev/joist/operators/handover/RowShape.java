// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.RowWithStorage;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What rows look like that the coder of a schema gives back.
 *
 * <p><b>Threading:</b> belongs to one lane; remembers the schema that it compared last.
 */
final class RowShape {

  private final Schema schema;
  private final ValueShape[] fields;
  private @Nullable Schema equalSchema;

  /** Whether a value is what a coder gives back for it, or an equal object of the same class. */
  @FunctionalInterface
  private interface ValueShape {
    boolean fits(@Nullable Object value);
  }

  RowShape(Schema schema) {
    this.schema = schema;
    this.fields =
        schema.getFields().stream().map(field -> of(field.getType())).toArray(ValueShape[]::new);
  }

  Schema schema() {
    return schema;
  }

  /** Whether {@code row} has an equal schema. */
  @SuppressWarnings("ReferenceEquality") // The rows of a producer share one schema object.
  boolean hasSchemaOf(Row row) {
    Schema other = row.getSchema();
    if (other == schema || other == equalSchema) {
      return true;
    }
    if (!other.equals(schema)) {
      return false;
    }
    equalSchema = other;
    return true;
  }

  /** Whether the coder would give back the values of {@code row} as they are. */
  boolean hasValuesOf(Row row) {
    if (row.getClass() != RowWithStorage.class || row.getFieldCount() != fields.length) {
      return false;
    }
    for (int i = 0; i < fields.length; i++) {
      if (!fields[i].fits(row.getValue(i))) {
        return false;
      }
    }
    return true;
  }

  private static ValueShape of(Schema.FieldType type) {
    ValueShape present = ofPresent(type);
    boolean nullable = Boolean.TRUE.equals(type.getNullable());
    return value -> value == null ? nullable : present.fits(value);
  }

  private static ValueShape ofPresent(Schema.FieldType type) {
    return switch (type.getTypeName()) {
      case BYTE -> ofClass(Byte.class);
      case INT16 -> ofClass(Short.class);
      case INT32 -> ofClass(Integer.class);
      case INT64 -> ofClass(Long.class);
      case DECIMAL -> ofClass(java.math.BigDecimal.class);
      case FLOAT -> ofClass(Float.class);
      case DOUBLE -> ofClass(Double.class);
      case STRING -> ofClass(String.class);
      case DATETIME -> ofClass(Instant.class);
      case BOOLEAN -> ofClass(Boolean.class);
      case BYTES -> ofClass(byte[].class);
      case ARRAY, ITERABLE -> ofList(of(elementType(type)));
      case MAP -> ofMap(of(keyType(type)), of(valueType(type)));
      case ROW -> ofRow(type);
      case LOGICAL_TYPE -> ofLogicalType(type);
    };
  }

  private static ValueShape ofClass(Class<?> type) {
    return value -> value != null && value.getClass() == type;
  }

  private static ValueShape ofList(ValueShape members) {
    return value -> value instanceof List<?> list && allFit(list, members);
  }

  private static ValueShape ofMap(ValueShape keys, ValueShape values) {
    return value ->
        value instanceof Map<?, ?> map
            && allFit(map.keySet(), keys)
            && allFit(map.values(), values);
  }

  private static boolean allFit(Collection<?> members, ValueShape shape) {
    for (Object member : members) {
      if (!shape.fits(member)) {
        return false;
      }
    }
    return true;
  }

  private static ValueShape ofRow(Schema.FieldType type) {
    RowShape nested = new RowShape(Objects.requireNonNull(type.getRowSchema()));
    return value -> value instanceof Row row && nested.hasSchemaOf(row) && nested.hasValuesOf(row);
  }

  /** The types of SQL that Beam writes without loss; of others nothing is known. */
  private static ValueShape ofLogicalType(Schema.FieldType type) {
    String identifier = Objects.requireNonNull(type.getLogicalType()).getIdentifier();
    if (identifier.equals(SqlTypes.DATE.getIdentifier())) {
      return ofClass(LocalDate.class);
    }
    if (identifier.equals(SqlTypes.TIME.getIdentifier())) {
      return ofClass(LocalTime.class);
    }
    if (identifier.equals(SqlTypes.DATETIME.getIdentifier())) {
      return ofClass(LocalDateTime.class);
    }
    return value -> false;
  }

  private static Schema.FieldType elementType(Schema.FieldType type) {
    return Objects.requireNonNull(type.getCollectionElementType());
  }

  private static Schema.FieldType keyType(Schema.FieldType type) {
    return Objects.requireNonNull(type.getMapKeyType());
  }

  private static Schema.FieldType valueType(Schema.FieldType type) {
    return Objects.requireNonNull(type.getMapValueType());
  }
}
