// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import java.util.List;

/**
 * What one pipeline has to do.
 *
 * @param shape what it does with each event
 * @param keys how many keys the events are spread over
 * @param windows how many windows each event is in
 */
record Load(Shape shape, int keys, int windows) {

  /** The number of arguments that {@link #parse} reads. */
  static final int ARGUMENTS = 3;

  static final int WINDOW_SECONDS = 10;

  /** What a pipeline does with each event. */
  enum Shape {
    /** Counts the events of each key in windows. */
    COUNT,
    /** Counts the events of each key in a cell of state, for good. */
    STATE
  }

  Load {
    if (keys <= 0 || windows <= 0 || WINDOW_SECONDS % windows != 0) {
      throw new IllegalArgumentException(
          "%d keys and %d windows an event, of %d s: both must be positive, and the second divide the third"
              .formatted(keys, windows, WINDOW_SECONDS));
    }
  }

  /** Reads what {@link #arguments} wrote. */
  static Load parse(List<String> arguments) {
    return new Load(
        Shape.valueOf(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)));
  }

  List<String> arguments() {
    return List.of(shape.name(), Integer.toString(keys), Integer.toString(windows));
  }

  /** How far apart windows begin. */
  int periodSeconds() {
    return WINDOW_SECONDS / windows;
  }

  /** For example "COUNT, 1,000 keys, 10 windows an event". */
  String describe() {
    return shape == Shape.STATE
        ? "%,d keys with state".formatted(keys)
        : "%,d keys, %d %s an event".formatted(keys, windows, windows == 1 ? "window" : "windows");
  }
}
