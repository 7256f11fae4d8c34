// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** What the queries for Flink do in windows. */
final class FlinkAggregates {

  private FlinkAggregates() {}

  /** Reads the number that elements are compared by. */
  @FunctionalInterface
  interface Rank<T> extends Serializable {

    long of(T element);
  }

  /** A window's key with its count. */
  static final class WithKey
      extends ProcessWindowFunction<Long, Tuple2<Long, Long>, Long, TimeWindow> {

    @Override
    public void process(
        Long key, Context context, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
      counts.forEach(count -> out.collect(Tuple2.of(key, count)));
    }
  }

  /** All elements of the highest rank. */
  static final class Greatest<T> implements AggregateFunction<T, List<T>, List<T>> {

    private final Rank<T> rank;

    Greatest(Rank<T> rank) {
      this.rank = rank;
    }

    @Override
    public List<T> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<T> add(T element, List<T> greatest) {
      long lead = greatest.isEmpty() ? 1 : Long.compare(rank.of(element), rank.of(greatest.get(0)));
      if (lead > 0) {
        greatest.clear();
      }
      if (lead >= 0) {
        greatest.add(element);
      }
      return greatest;
    }

    @Override
    public List<T> getResult(List<T> greatest) {
      return greatest;
    }

    @Override
    public List<T> merge(List<T> left, List<T> right) {
      right.forEach(element -> add(element, left));
      return left;
    }
  }

  /** All elements of the highest rank in lists of them. */
  static final class GreatestOfAll<T> implements AggregateFunction<List<T>, List<T>, List<T>> {

    private final Greatest<T> greatest;

    GreatestOfAll(Rank<T> rank) {
      this.greatest = new Greatest<>(rank);
    }

    @Override
    public List<T> createAccumulator() {
      return greatest.createAccumulator();
    }

    @Override
    public List<T> add(List<T> elements, List<T> accumulator) {
      return greatest.merge(accumulator, elements);
    }

    @Override
    public List<T> getResult(List<T> accumulator) {
      return accumulator;
    }

    @Override
    public List<T> merge(List<T> left, List<T> right) {
      return greatest.merge(left, right);
    }
  }

  /** The person of a window with each auction that it opened in the same. */
  static final class NewSellers
      implements CoGroupFunction<
          Tuple2<Long, String>, Tuple2<Long, Long>, Tuple3<Long, String, Long>> {

    @Override
    public void coGroup(
        Iterable<Tuple2<Long, String>> persons,
        Iterable<Tuple2<Long, Long>> auctions,
        Collector<Tuple3<Long, String, Long>> out) {
      for (Tuple2<Long, String> person : persons) {
        auctions.forEach(auction -> out.collect(Tuple3.of(person.f0, person.f1, auction.f1)));
      }
    }
  }
}
