// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words for the progress of a job: one line, at most {@value #MAX_CHARS} characters.
 *
 * <p>Stages come in the order of the plan. Where they do not all fit, the line says how many it
 * leaves out.
 */
final class ProgressLine {

  static final int MAX_CHARS = 160;

  private static final int MAX_NAME_CHARS = 28;

  private ProgressLine() {}

  static String of(long elapsedSeconds, List<StageProgress> stages) {
    StringBuilder line = new StringBuilder();
    line.append(elapsedSeconds).append(" s");
    List<String> parts = new ArrayList<>();
    stages.forEach(stage -> parts.add(part(stage)));
    String watermark = " | watermark " + watermark(stages);
    int room = MAX_CHARS - watermark.length() - " | and 9999 more".length();
    int shown = 0;
    while (shown < parts.size() && line.length() + 3 + parts.get(shown).length() <= room) {
      line.append(" | ").append(parts.get(shown));
      shown++;
    }
    if (shown < parts.size()) {
      line.append(" | and ").append(parts.size() - shown).append(" more");
    }
    return line.append(watermark).toString();
  }

  private static String part(StageProgress stage) {
    long elements = Math.max(stage.elementsIn(), stage.elementsOut());
    return String.format(Locale.ROOT, "%s %,d", shorten(stage.stage()), elements);
  }

  /** Keeps the end of a name: composites come first in it and say least. */
  private static String shorten(String name) {
    return name.length() <= MAX_NAME_CHARS
        ? name
        : "…" + name.substring(name.length() - MAX_NAME_CHARS + 1);
  }

  private static String watermark(List<StageProgress> stages) {
    return Watermark.format(
        stages.stream()
            .mapToLong(StageProgress::outputWatermarkMillis)
            .min()
            .orElse(Watermark.INITIAL_MILLIS));
  }
}
