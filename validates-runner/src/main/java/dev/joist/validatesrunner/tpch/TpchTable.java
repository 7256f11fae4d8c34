// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;

/**
 * A table of TPC-H in memory, as the benchmark's generator makes it: the same rows in every run.
 *
 * @param ddlColumns its columns for {@code CREATE TABLE}
 */
record TpchTable(String name, Schema schema, String ddlColumns, List<Row> rows) {

  /** One megabyte of text in all: 6,005 line items of 1,500 orders. */
  private static final double SCALE_FACTOR = 0.001;

  /** All eight tables. */
  static final List<TpchTable> ALL =
      io.trino.tpch.TpchTable.getTables().stream().map(TpchTable::generate).toList();

  TpchTable {
    rows = List.copyOf(rows);
  }

  /** The table as a bounded collection. */
  Create.Values<Row> read() {
    return Create.of(rows).withRowSchema(schema);
  }

  private static <E extends TpchEntity> TpchTable generate(io.trino.tpch.TpchTable<E> table) {
    Schema.Builder schema = Schema.builder();
    List<String> ddl = new ArrayList<>();
    for (TpchColumn<E> column : table.getColumns()) {
      schema.addField(column.getColumnName(), fieldType(column));
      ddl.add(column.getColumnName() + " " + ddlType(column));
    }
    Schema built = schema.build();
    List<Row> rows = new ArrayList<>();
    for (E entity : table.createGenerator(SCALE_FACTOR, 1, 1)) {
      Row.Builder row = Row.withSchema(built);
      table.getColumns().forEach(column -> row.addValue(value(column, entity)));
      rows.add(row.build());
    }
    return new TpchTable(table.getTableName(), built, String.join(", ", ddl), rows);
  }

  private static FieldType fieldType(TpchColumn<?> column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> FieldType.INT64;
      case INTEGER -> FieldType.INT32;
      case DATE -> FieldType.logicalType(SqlTypes.DATE);
      case DOUBLE -> FieldType.DECIMAL;
      case VARCHAR -> FieldType.STRING;
    };
  }

  private static String ddlType(TpchColumn<?> column) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> "bigint";
      case INTEGER -> "integer";
      case DATE -> "date";
      case DOUBLE -> "decimal(15, 2)";
      case VARCHAR -> "varchar";
    };
  }

  /** The generator gives amounts as doubles; TPC-H has decimals of two digits. */
  private static <E extends TpchEntity> Object value(TpchColumn<E> column, E entity) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> column.getIdentifier(entity);
      case INTEGER -> column.getInteger(entity);
      case DATE -> LocalDate.ofEpochDay(column.getDate(entity));
      case DOUBLE -> BigDecimal.valueOf(Math.round(column.getDouble(entity) * 100), 2);
      case VARCHAR -> column.getString(entity);
    };
  }
}
