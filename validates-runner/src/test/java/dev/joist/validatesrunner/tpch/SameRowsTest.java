// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SameRowsTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .addNullableField("name", Schema.FieldType.STRING)
          .addDecimalField("sum")
          .addDecimalField("average")
          .build();

  private final SameRows sameRows =
      new SameRows(
          List.of(
              List.of("a", new BigDecimal("1.50"), 0.333333333333),
              Arrays.asList(null, new BigDecimal("2.00"), 25.354533152909337)));

  @Test
  void acceptsTheRowsOfTheAnswerInAnyOrder() {
    assertThat(
            sameRows.apply(
                List.of(row(null, "2", "25.35453315291"), row("a", "1.5", "0.333333333333"))))
        .isNull();
  }

  @Test
  void refusesAnExactValueThatDiffersHoweverLittle() {
    assertThatThrownBy(
            () ->
                sameRows.apply(
                    List.of(row("a", "1.5000000000001", "0.333333333333"), row(null, "2", "25"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is the row [a, 1.5000000000001, 0.333333333333]")
        .hasMessageContaining("but the answer has [a, 1.50, 0.333333333333]");
  }

  @Test
  void refusesAQuotientThatDiffersBeyondItsLastDigits() {
    assertThatThrownBy(
            () ->
                sameRows.apply(
                    List.of(row("a", "1.5", "0.33333"), row(null, "2", "25.354533152909"))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void refusesRowsThatAreMissingOrTooMany() {
    Row one = row("a", "1.5", "0.333333333333");

    assertThatThrownBy(() -> sameRows.apply(List.of(one)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("there are 1 rows, but the answer has 2");
    assertThatThrownBy(() -> sameRows.apply(List.of(one, one))).isInstanceOf(AssertionError.class);
  }

  private static Row row(@Nullable String name, String sum, String average) {
    return Row.withSchema(SCHEMA)
        .addValue(name)
        .addValue(new BigDecimal(sum))
        .addValue(new BigDecimal(average))
        .build();
  }
}
