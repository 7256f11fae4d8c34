// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One query of TPC-H, with parameters for which a thousandth of its smallest data set has an
 * answer.
 *
 * @param text as TPC-H has it
 * @param steps equivalent statements that Beam SQL can run; the last gives the result
 */
record TpchQuery(String name, String text, List<Step> steps) {

  /**
   * One statement of Beam SQL.
   *
   * @param name of the collection that it makes, by which later statements know it
   */
  record Step(String name, String text) {}

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\n");
  private static final Pattern VIEW =
      Pattern.compile("create view (\\w+) as\\s+(.*)", Pattern.DOTALL);

  /** Beam SQL sorts only where there is a limit, and a collection has no order. */
  private static final Pattern ORDER_WITHOUT_LIMIT = Pattern.compile("\\norder by [^\\n]*\\n$");

  /**
   * Reads the resources {@code NAME.sql}, and {@code NAME-beam.sql} where Beam SQL cannot run the
   * former: statements that end in semicolons, of which all but the last make views.
   */
  static TpchQuery named(String name) {
    String text =
        resource(name + ".sql")
            .orElseThrow(
                () -> new IllegalArgumentException("TPC-H has no query '%s'".formatted(name)));
    String beamText =
        resource(name + "-beam.sql")
            .orElseGet(() -> ORDER_WITHOUT_LIMIT.matcher(text).replaceFirst("\n"));
    List<Step> steps =
        Stream.of(COMMENT.matcher(beamText).replaceAll("").split(";", -1))
            .map(statement -> step(name, statement.strip()))
            .toList();
    return new TpchQuery(name, text, steps);
  }

  private static Step step(String query, String statement) {
    Matcher view = VIEW.matcher(statement);
    return view.matches() ? new Step(view.group(1), view.group(2)) : new Step(query, statement);
  }

  /** Whether a statement reads a table or a view. */
  static boolean reads(Step step, String table) {
    return Pattern.compile("\\b%s\\b".formatted(table)).matcher(step.text()).find();
  }

  private static Optional<String> resource(String file) {
    try (InputStream in = TpchQuery.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the query " + file, e);
    }
  }
}
