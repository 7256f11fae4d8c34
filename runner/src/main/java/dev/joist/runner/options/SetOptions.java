// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The options that somebody set, as text. One that was only read, and so has its default, is not
 * among them.
 */
public final class SetOptions {

  private final Map<String, String> values;

  private SetOptions(Map<String, String> values) {
    this.values = values;
  }

  /** Those of {@code options}. */
  public static SetOptions of(PipelineOptions options) {
    // Display data leaves defaults out, unlike the JSON of options.
    Map<String, String> values = new HashMap<>();
    for (DisplayData.Item item : DisplayData.from(options).items()) {
      values.put(item.getKey(), String.valueOf(item.getValue()));
    }
    return new SetOptions(values);
  }

  /** What {@code option} was set to. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }
}
