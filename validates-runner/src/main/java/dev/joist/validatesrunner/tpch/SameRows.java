// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Asserts that rows are those of an answer, in any order. Values are equal; only where the answer
 * has floating point numbers, which are what averages and quotients are there, they may differ in
 * the last digits.
 */
final class SameRows implements SerializableFunction<Iterable<Row>, Void> {

  private static final double TOLERANCE = 1e-9;

  private final ArrayList<ArrayList<@Nullable Serializable>> answer;

  SameRows(List<List<Object>> answer) {
    this.answer = new ArrayList<>();
    answer.forEach(row -> this.answer.add(new ArrayList<>(row(row))));
  }

  private static List<@Nullable Serializable> row(List<?> values) {
    List<@Nullable Serializable> row = new ArrayList<>();
    values.forEach(value -> row.add((Serializable) value));
    return row;
  }

  @Override
  public @Nullable Void apply(Iterable<Row> rows) {
    List<List<@Nullable Serializable>> actual =
        new ArrayList<>(
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row(row.getValues()))
                .toList());
    List<List<@Nullable Serializable>> expected = new ArrayList<>(answer);
    if (actual.size() != expected.size()) {
      throw new AssertionError(
          "there are %d rows, but the answer has %d%nrows: %s%nanswer: %s"
              .formatted(actual.size(), expected.size(), actual, expected));
    }
    actual.sort(Comparator.comparing(this::exactColumns));
    expected.sort(Comparator.comparing(this::exactColumns));
    for (int i = 0; i < expected.size(); i++) {
      compare(actual.get(i), expected.get(i));
    }
    return null;
  }

  /** The columns that have no rounding, which tell the rows of each answer apart. */
  private String exactColumns(List<?> row) {
    return IntStream.range(0, row.size())
        .filter(column -> answer.stream().noneMatch(of -> of.get(column) instanceof Double))
        .mapToObj(column -> text(row.get(column)))
        .collect(Collectors.joining("|"));
  }

  private static String text(@Nullable Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static void compare(List<?> actual, List<?> expected) {
    boolean same =
        actual.size() == expected.size()
            && IntStream.range(0, expected.size())
                .allMatch(column -> isSame(actual.get(column), expected.get(column)));
    if (!same) {
      throw new AssertionError(
          "there is the row %s, but the answer has %s".formatted(actual, expected));
    }
  }

  private static boolean isSame(@Nullable Object actual, @Nullable Object expected) {
    if (actual instanceof Number number && expected instanceof Double exact) {
      double difference = Math.abs(number.doubleValue() - exact);
      return difference <= TOLERANCE * Math.max(1, Math.abs(exact));
    }
    return Objects.equals(text(actual), text(expected));
  }
}
