// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.nexmark.model.Bid;
import org.apache.beam.sdk.transforms.Combine;

/** All bids that have the highest price. */
final class HighestBids extends Combine.CombineFn<Bid, List<Bid>, List<Bid>> {

  @Override
  public List<Bid> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<Bid> addInput(List<Bid> highest, Bid bid) {
    long lead = highest.isEmpty() ? 1 : Long.compare(bid.price, highest.get(0).price);
    if (lead > 0) {
      highest.clear();
    }
    if (lead >= 0) {
      highest.add(bid);
    }
    return highest;
  }

  @Override
  public List<Bid> mergeAccumulators(Iterable<List<Bid>> accumulators) {
    List<Bid> highest = createAccumulator();
    accumulators.forEach(others -> others.forEach(bid -> addInput(highest, bid)));
    return highest;
  }

  @Override
  public List<Bid> extractOutput(List<Bid> highest) {
    return highest;
  }

  @Override
  public Coder<List<Bid>> getAccumulatorCoder(CoderRegistry registry, Coder<Bid> inputCoder) {
    return ListCoder.of(inputCoder);
  }

  @Override
  public Coder<List<Bid>> getDefaultOutputCoder(CoderRegistry registry, Coder<Bid> inputCoder) {
    return ListCoder.of(inputCoder);
  }
}
