// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Counts elements, for Flink. */
public final class Counting implements AggregateFunction<Long, Long, Long> {

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(Long element, Long count) {
    return count + 1;
  }

  @Override
  public Long getResult(Long count) {
    return count;
  }

  @Override
  public Long merge(Long left, Long right) {
    return left + right;
  }
}
