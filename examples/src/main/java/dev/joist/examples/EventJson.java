// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;

/**
 * The JSON lines that go in and out of {@link UserActivity}; fields are written in a fixed order.
 *
 * <p>In: {@code {"userId":"u1","amount":1200.50,"event_time_ms":1767225600000}}. The user id is a
 * non-empty string; the amount a number with at most two decimals and eight digits before them; the
 * time a whole number of milliseconds from 1970 up to the end of the year 9999. Other fields are
 * ignored. Out: the same, or the result of one user and window.
 */
final class EventJson {

  private static final String USER_ID = "userId";
  private static final String AMOUNT = "amount";
  private static final String EVENT_TIME = "event_time_ms";

  private static final int DECIMALS = 2;
  private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("99999999.99");
  private static final long LAST_EVENT_TIME_MILLIS = 253_402_300_799_999L;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final JsonFactory WRITER =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /** Writes the fields of one object. */
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private EventJson() {}

  /** The event that {@code line} holds. */
  static UserEvent parse(String line) throws MalformedEventException {
    JsonNode json = tree(line);
    return new UserEvent(userId(json), amountCents(json), eventTimeMillis(json));
  }

  /** The line that {@link #parse} reads as {@code event}. */
  static String format(UserEvent event) {
    return object(
        json -> {
          json.writeStringField(USER_ID, event.userId());
          json.writeNumberField(AMOUNT, amount(event.amountCents()));
          json.writeNumberField(EVENT_TIME, event.eventTimeMillis());
        });
  }

  /** The result of one user and window; the window's end is the first instant after it. */
  static String format(String userId, IntervalWindow window, ActivityStats stats) {
    return object(
        json -> {
          json.writeStringField(USER_ID, userId);
          json.writeStringField("windowStart", window.start().toString());
          json.writeStringField("windowEnd", window.end().toString());
          json.writeNumberField("count", stats.count());
          json.writeNumberField("sum", amount(stats.sumCents()));
          json.writeNumberField("max", amount(stats.maxCents()));
        });
  }

  /** A line that is no event, and why. */
  static String formatMalformed(String line, String reason) {
    return object(
        json -> {
          json.writeStringField("line", line);
          json.writeStringField("reason", reason);
        });
  }

  private static JsonNode tree(String line) throws MalformedEventException {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("no JSON: " + e.getOriginalMessage());
    }
    if (json instanceof MissingNode) {
      throw new MalformedEventException("the line is empty");
    }
    if (!json.isObject()) {
      throw new MalformedEventException("no JSON object but " + kind(json));
    }
    return json;
  }

  private static String userId(JsonNode json) throws MalformedEventException {
    JsonNode field = field(json, USER_ID);
    if (!field.isTextual() || field.textValue().isEmpty()) {
      throw new MalformedEventException("userId is no text, or empty: " + field);
    }
    return field.textValue();
  }

  private static long amountCents(JsonNode json) throws MalformedEventException {
    JsonNode field = field(json, AMOUNT);
    if (!field.isNumber()) {
      throw new MalformedEventException("amount is no number but " + kind(field));
    }
    // Read as a decimal, so a double is one that Jackson took for infinite, as 1e999999999.
    if (field.isDouble()) {
      throw new MalformedEventException("amount is beyond " + LARGEST_AMOUNT);
    }
    BigDecimal amount = field.decimalValue();
    if (amount.abs().compareTo(LARGEST_AMOUNT) > 0) {
      throw new MalformedEventException("amount is beyond " + LARGEST_AMOUNT + ": " + field);
    }
    // Not through setScale, which would first write out the zeros of 1e-999999999.
    if (amount.stripTrailingZeros().scale() > DECIMALS) {
      throw new MalformedEventException("amount has more than two decimals: " + field);
    }
    return amount.movePointRight(DECIMALS).longValueExact();
  }

  private static long eventTimeMillis(JsonNode json) throws MalformedEventException {
    JsonNode field = field(json, EVENT_TIME);
    if (!field.isIntegralNumber()) {
      throw new MalformedEventException("event_time_ms is no whole number: " + field);
    }
    if (!field.canConvertToLong()
        || field.longValue() < 0
        || field.longValue() > LAST_EVENT_TIME_MILLIS) {
      throw new MalformedEventException(
          "event_time_ms is not within 0 and " + LAST_EVENT_TIME_MILLIS + ": " + field);
    }
    return field.longValue();
  }

  private static JsonNode field(JsonNode json, String name) throws MalformedEventException {
    JsonNode field = json.get(name);
    if (field == null) {
      throw new MalformedEventException(name + " is missing");
    }
    return field;
  }

  private static String kind(JsonNode json) {
    return json.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static BigDecimal amount(long cents) {
    return BigDecimal.valueOf(cents, DECIMALS);
  }

  private static String object(Fields fields) {
    var text = new StringWriter();
    try (JsonGenerator json = WRITER.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
    return text.toString();
  }
}
