// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

/**
 * One run of one query on one runner.
 *
 * @param query Nexmark's own number or name of the query
 * @param events how many events are generated
 * @param round the turn, from 1
 */
public record RunSpec(RunnerKind runner, Mode mode, String query, long events, int round) {

  /** For example "batch query 5 on FlinkRunner, round 2". */
  public String describe() {
    return "%s query %s on %s, round %d".formatted(mode.word(), query, runner.title(), round);
  }

  /** For example "batch-5-flink-2". */
  String fileName() {
    return "%s-%s-%s-%d".formatted(mode.word(), query, runner.word(), round);
  }
}
