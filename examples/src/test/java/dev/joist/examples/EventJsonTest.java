// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {

  @Test
  void readsAnEventAndIgnoresOtherFields() throws MalformedEventException {
    assertThat(
            EventJson.parse(
                """
                {"event_time_ms": 7, "note": {"a": [1]}, "amount": 12.5, "userId": "ann"}\
                """))
        .isEqualTo(new UserEvent("ann", 12_50, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 100000",
    "1000.5, 100050",
    "1000.010, 100001",
    "1e3, 100000",
    "-0.01, -1",
    "0e999999999, 0",
    "99999999.99, 9999999999"
  })
  void readsAmountsExactly(String amount, long cents) throws MalformedEventException {
    assertThat(EventJson.parse(line("\"u\"", amount, "0")).amountCents()).isEqualTo(cents);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the line is empty",
        "{\"userId\":|no JSON: Unexpected end-of-input within/between Object entries",
        "nonsense|no JSON: Unrecognized token 'nonsense': was expecting",
        "[1]|no JSON object but array",
        "null|no JSON object but null",
        "{} {}|no JSON: Trailing token",
        "{\"userId\":\"u\",\"userId\":\"v\"}|no JSON: Duplicate field 'userId'",
        "{\"amount\":1,\"event_time_ms\":1}|userId is missing",
        "{\"userId\":\"u\",\"event_time_ms\":1}|amount is missing",
        "{\"userId\":\"u\",\"amount\":1}|event_time_ms is missing"
      })
  void saysWhyALineIsNoEvent(String line, String reason) {
    assertThatThrownBy(() -> EventJson.parse(line))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5|1|1|userId is no text, or empty: 5",
        "\"\"|1|1|userId is no text, or empty: \"\"",
        "\"u\"|\"1\"|1|amount is no number but string",
        "\"u\"|null|1|amount is no number but null",
        "\"u\"|0.001|1|amount has more than two decimals: 0.001",
        "\"u\"|1e-999999999|1|amount has more than two decimals: 1E-999999999",
        "\"u\"|100000000|1|amount is beyond 99999999.99: 100000000",
        "\"u\"|-1e999999999|1|amount is beyond 99999999.99",
        "\"u\"|1|1.5|event_time_ms is no whole number: 1.5",
        "\"u\"|1|\"now\"|event_time_ms is no whole number: \"now\"",
        "\"u\"|1|-1|event_time_ms is not within 0 and 253402300799999: -1",
        "\"u\"|1|253402300800000|event_time_ms is not within 0 and 253402300799999:"
            + " 253402300800000",
        "\"u\"|1|99999999999999999999|event_time_ms is not within 0 and 253402300799999:"
            + " 99999999999999999999"
      })
  void namesTheFieldAndItsValue(String userId, String amount, String time, String reason) {
    assertThatThrownBy(() -> EventJson.parse(line(userId, amount, time)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage(reason);
  }

  @Test
  void readsOrRefusesAnyMutilatedLine() {
    var random = new SplittableRandom(20_260_101);
    String intact = line("\"u\"", "1000.50", "1767225600000");
    String inserts = "{}[]\",:\\eE+-.0919 nu\u0000\ud800";

    for (int round = 0; round < 20_000; round++) {
      var line = new StringBuilder(intact);
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        int from = random.nextInt(line.length() + 1);
        int to = Math.min(line.length(), from + random.nextInt(4));
        int insert = random.nextInt(inserts.length());
        line.replace(from, to, inserts.substring(insert, insert + 1));
      }
      assertThatCode(() -> parseOrRefuse(line.toString()))
          .as("%s", line)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void writesAnEventThatItReadsBack() throws MalformedEventException {
    var event = new UserEvent("a \"b\"\n\u00e9", 100_000_01, 1);

    String line = EventJson.format(event);

    assertThat(line)
        .isEqualTo(
            "{\"userId\":\"a \\\"b\\\"\\n\u00e9\",\"amount\":100000.01,\"event_time_ms\":1}");
    assertThat(EventJson.parse(line)).isEqualTo(event);
  }

  @Test
  void writesAResultWithItsFieldsInOrder() {
    var window = new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(300_000));

    assertThat(EventJson.format("u", window, new ActivityStats(2, 3000_50, 2000_00)))
        .isEqualTo(
            "{\"userId\":\"u\",\"windowStart\":\"1970-01-01T00:00:00.000Z\","
                + "\"windowEnd\":\"1970-01-01T00:05:00.000Z\","
                + "\"count\":2,\"sum\":3000.50,\"max\":2000.00}");
  }

  private static void parseOrRefuse(String line) {
    try {
      UserEvent event = EventJson.parse(line);
      assertThat(event.userId()).isNotEmpty();
    } catch (MalformedEventException e) {
      assertThat(e).message().isNotBlank();
    }
  }

  private static String line(String userId, String amount, String time) {
    return "{\"userId\":%s,\"amount\":%s,\"event_time_ms\":%s}".formatted(userId, amount, time);
  }
}
