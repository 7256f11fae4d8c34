// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Collects values: a GroupByKey as a Combine. */
final class ListFn<V> extends CombineFn<V, List<V>, Iterable<V>> {

  private static final long serialVersionUID = 1L;

  @Override
  public List<V> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<V> addInput(List<V> values, V value) {
    values.add(value);
    return values;
  }

  @Override
  public List<V> mergeAccumulators(Iterable<List<V>> all) {
    List<V> merged = new ArrayList<>();
    all.forEach(merged::addAll);
    return merged;
  }

  @Override
  public Iterable<V> extractOutput(List<V> values) {
    return values;
  }
}
