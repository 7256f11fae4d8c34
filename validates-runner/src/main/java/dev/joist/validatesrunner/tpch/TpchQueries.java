// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.beam.sdk.extensions.sql.SqlTransform;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Runs each query of TPC-H as a pipeline of Beam SQL and compares the rows with DuckDB's answer to
 * the query as TPC-H has it. The driver of the suites runs this class; it is no unit test.
 */
@RunWith(Parameterized.class)
public final class TpchQueries {

  private static final int COUNT = 22;

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private final TpchQuery query;

  /**
   * @param name of the query, from {@code q01} to {@code q22}
   */
  public TpchQueries(String name) {
    this.query = TpchQuery.named(name);
  }

  /** The names of the queries. */
  @Parameters(name = "{0}")
  public static List<String> names() {
    return IntStream.rangeClosed(1, COUNT).mapToObj("q%02d"::formatted).toList();
  }

  /** The result has the rows of the answer, in any order. */
  @Test
  public void hasTheRowsOfTheAnswer() {
    List<List<Object>> answer = Answers.of(query);

    PCollection<Row> result = result();

    PAssert.that(result).satisfies(new SameRows(answer));
    pipeline.run();
  }

  /** Each statement is a transform, which reads tables and the views of those before it. */
  private PCollection<Row> result() {
    Map<String, PCollection<Row>> known = new LinkedHashMap<>();
    for (TpchTable table : TpchTable.ALL) {
      if (query.steps().stream().anyMatch(step -> TpchQuery.reads(step, table.name()))) {
        known.put(table.name(), pipeline.apply(table.name(), table.read()));
      }
    }
    for (TpchQuery.Step step : query.steps()) {
      PCollectionTuple inputs = PCollectionTuple.empty(pipeline);
      for (Map.Entry<String, PCollection<Row>> input : known.entrySet()) {
        if (TpchQuery.reads(step, input.getKey())) {
          inputs = inputs.and(new TupleTag<>(input.getKey()), input.getValue());
        }
      }
      known.put(step.name(), inputs.apply(step.name(), SqlTransform.query(step.text())));
    }
    return Objects.requireNonNull(known.get(query.name()), "the last statement makes no view");
  }
}
