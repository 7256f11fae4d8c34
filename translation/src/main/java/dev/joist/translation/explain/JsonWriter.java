// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes maps, lists, strings, numbers and booleans as indented JSON. */
final class JsonWriter {

  private final StringBuilder json = new StringBuilder();

  private JsonWriter() {}

  /** {@code value} as JSON, ending in a newline. */
  static String write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value, 0);
    return writer.json.append('\n').toString();
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else if (value instanceof List<?> list) {
      list(list, depth);
    } else if (value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else {
      json.append(quoted(value.toString()));
    }
  }

  private void map(Map<?, ?> map, int depth) {
    json.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator);
      newLine(depth + 1);
      json.append(quoted(String.valueOf(entry.getKey()))).append(": ");
      value(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!map.isEmpty()) {
      newLine(depth);
    }
    json.append('}');
  }

  private void list(List<?> list, int depth) {
    json.append('[');
    String separator = "";
    for (Object element : list) {
      json.append(separator);
      newLine(depth + 1);
      value(element, depth + 1);
      separator = ",";
    }
    if (!list.isEmpty()) {
      newLine(depth);
    }
    json.append(']');
  }

  private void newLine(int depth) {
    json.append('\n').append("  ".repeat(depth));
  }

  /** {@code text} as a JSON string. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                  if (c < ' ') {
                    quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    quoted.append((char) c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
