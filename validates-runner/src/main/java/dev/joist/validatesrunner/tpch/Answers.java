// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.Row;

/** The answers of DuckDB, in memory, which is filled once in a JVM. */
final class Answers {

  private static final Connection DATABASE = fill();

  private Answers() {}

  /**
   * The answer to a query as TPC-H has it.
   *
   * @throws IllegalStateException if there is nothing in it that a wrong result could differ from
   */
  static List<List<Object>> of(TpchQuery query) {
    List<List<Object>> answer = new ArrayList<>();
    try (Statement statement = DATABASE.createStatement();
        ResultSet rows = statement.executeQuery(query.text())) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getObject(column));
        }
        answer.add(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot answer " + query.name(), e);
    }
    if (answer.stream().flatMap(List::stream).noneMatch(Objects::nonNull)) {
      throw new IllegalStateException(
          "the answer to %s is empty; choose parameters for which it is not"
              .formatted(query.name()));
    }
    return answer;
  }

  private static Connection fill() {
    try {
      Connection database = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = database.createStatement()) {
        for (TpchTable table : TpchTable.ALL) {
          statement.execute("create table %s (%s)".formatted(table.name(), table.ddlColumns()));
          load(statement, table);
        }
      }
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not take the tables of TPC-H", e);
    }
  }

  /** No text of TPC-H has the delimiter or a quote in it. */
  private static void load(Statement statement, TpchTable table) throws SQLException {
    try {
      Path file = Files.createTempFile(table.name(), ".csv");
      try {
        Files.write(file, table.rows().stream().map(Answers::line).toList());
        statement.execute(
            "copy %s from '%s' (format csv, delimiter '|', header false)"
                .formatted(table.name(), file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the table %s".formatted(table.name()), e);
    }
  }

  private static String line(Row row) {
    return row.getValues().stream().map(String::valueOf).collect(Collectors.joining("|"));
  }
}
