// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.nexmark.NexmarkConfiguration;
import org.apache.beam.sdk.nexmark.NexmarkUtils;
import org.apache.beam.sdk.nexmark.model.Bid;
import org.apache.beam.sdk.nexmark.model.Event;
import org.apache.beam.sdk.nexmark.queries.NexmarkQueryUtil;
import org.apache.beam.sdk.nexmark.queries.Query1;
import org.apache.beam.sdk.nexmark.queries.Query2;
import org.apache.beam.sdk.nexmark.queries.Query5;
import org.apache.beam.sdk.nexmark.queries.Query7;
import org.apache.beam.sdk.nexmark.queries.Query8;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Runs Nexmark's own query, without the monitors that its launcher puts around it. Arguments: the
 * file for its facts, the query, the number of events, the parallelism, then options of the
 * pipeline.
 */
public final class BeamQuery {

  private static final int QUERY = 1;
  private static final int EVENTS = 2;
  private static final int PARALLELISM = 3;
  private static final int OPTIONS = 4;

  private BeamQuery() {}

  public static void main(String[] args) throws IOException {
    int parallelism = Integer.parseInt(args[PARALLELISM]);
    List<String> options = List.of(args).subList(OPTIONS, args.length);
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    NexmarkConfiguration configuration = QueryEvents.configuration(parallelism);
    NexmarkUtils.setupPipeline(configuration.coderStrategy, pipeline);
    expand(
        Query.of(args[QUERY]),
        configuration,
        pipeline.apply(
            Read.from(
                new EventSource(QueryEvents.split(Long.parseLong(args[EVENTS]), parallelism)))));
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as %s, not as DONE".formatted(state));
    }
    ResultSum.write(Path.of(args[0]));
  }

  private static void expand(
      Query query, NexmarkConfiguration configuration, PCollection<Event> events) {
    switch (query) {
      case CURRENCY ->
          sum(
              events.apply(new Query1(configuration)),
              bid -> ResultSum.add(bid.auction, bid.bidder, bid.price));
      case SELECTION ->
          sum(
              events.apply(new Query2(configuration)),
              chosen -> ResultSum.add(chosen.auction, chosen.price, 0));
      case HOT_ITEMS ->
          sum(
              events.apply(new Query5(configuration)),
              hot -> ResultSum.add(hot.auction, hot.num, 0));
      case HIGHEST_BID -> sum(events.apply(new Query7(configuration)), BeamQuery::addBid);
      case HIGHEST_BID_COMBINED ->
          sum(highestBids(configuration, events), bids -> bids.forEach(BeamQuery::addBid));
      case NEW_SELLERS ->
          sum(
              events.apply(new Query8(configuration)),
              seller -> ResultSum.add(seller.hashCode(), 0, 0));
    }
  }

  private static PCollection<List<Bid>> highestBids(
      NexmarkConfiguration configuration, PCollection<Event> events) {
    return events
        .apply(NexmarkQueryUtil.JUST_BIDS)
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(configuration.windowSizeSec))))
        .apply(Combine.globally(new HighestBids()).withoutDefaults());
  }

  private static void addBid(Bid bid) {
    ResultSum.add(bid.auction, bid.bidder, bid.price);
  }

  private static <T> void sum(PCollection<T> results, Sum.Adder<T> adder) {
    results.apply("Sum", ParDo.of(new Sum<>(adder)));
  }
}
