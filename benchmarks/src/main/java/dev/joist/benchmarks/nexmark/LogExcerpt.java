// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.util.List;
import java.util.regex.Pattern;

/** The line of a failed run's log that says why. */
final class LogExcerpt {

  private static final Pattern THROWN =
      Pattern.compile(
          "^(Caused by: |Exception in thread \"[^\"]*\" )?[\\w.$]+(Exception|Error)(: .*)?$");
  private static final int LIMIT = 240;

  private LogExcerpt() {}

  /** The innermost exception of the last stack trace, or else the last line. */
  static String cause(String log) {
    List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
    List<String> thrown = lines.stream().filter(line -> THROWN.matcher(line).matches()).toList();
    List<String> candidates = thrown.isEmpty() ? lines : thrown;
    if (candidates.isEmpty()) {
      return "it printed nothing";
    }
    String cause = candidates.get(candidates.size() - 1).replaceFirst("^Caused by: ", "");
    return cause.length() <= LIMIT ? cause : cause.substring(0, LIMIT) + "…";
  }
}
