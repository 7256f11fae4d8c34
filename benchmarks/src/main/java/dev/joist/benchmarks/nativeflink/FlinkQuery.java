// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.beam.sdk.nexmark.NexmarkConfiguration;
import org.apache.beam.sdk.nexmark.model.Bid;
import org.apache.beam.sdk.nexmark.model.Event;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/**
 * Runs a query of Nexmark by Flink's DataStream API. Events go by reference between chained
 * functions, as on Joist; what is exchanged or kept are tuples of what the query needs. Arguments:
 * the file for its facts, the query, the number of events, the parallelism.
 */
public final class FlinkQuery {

  private static final int QUERY = 1;
  private static final int EVENTS = 2;
  private static final int PARALLELISM = 3;

  /** So many partial maxima a window, which are compared by one subtask. */
  private static final long PARTS = 16;

  private static final TypeInformation<Tuple2<Long, Long>> TWO_LONGS =
      Types.TUPLE(Types.LONG, Types.LONG);
  private static final TypeInformation<Tuple3<Long, Long, Long>> THREE_LONGS =
      Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

  private FlinkQuery() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[PARALLELISM]);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism);
    flink.getConfig().enableObjectReuse();
    @SuppressWarnings("deprecation") // see the source
    DataStream<Event> events =
        flink.addSource(
            new FlinkEventSource(QueryEvents.split(Long.parseLong(args[EVENTS]), parallelism)),
            Types.GENERIC(Event.class));
    expand(Query.of(args[QUERY]), QueryEvents.configuration(parallelism), events);
    flink.execute();
    ResultSum.write(Path.of(args[0]));
  }

  private static void expand(
      Query query, NexmarkConfiguration configuration, DataStream<Event> events) {
    switch (query) {
      case CURRENCY -> currency(events);
      case SELECTION -> selection(configuration.auctionSkip, events);
      case HOT_ITEMS -> hotItems(configuration, events);
      case HIGHEST_BID, HIGHEST_BID_COMBINED -> highestBids(configuration, events);
      case NEW_SELLERS -> newSellers(configuration, events);
    }
  }

  private static void currency(DataStream<Event> events) {
    sum(
        bids(events)
            .map(
                bid ->
                    new Bid(bid.auction, bid.bidder, bid.price * 89 / 100, bid.dateTime, bid.extra))
            .returns(Types.GENERIC(Bid.class)),
        bid -> ResultSum.add(bid.auction, bid.bidder, bid.price));
  }

  private static void selection(int auctionSkip, DataStream<Event> events) {
    sum(
        bids(events)
            .filter(bid -> bid.auction % auctionSkip == 0)
            .map(bid -> Tuple2.of(bid.auction, bid.price))
            .returns(TWO_LONGS),
        chosen -> ResultSum.add(chosen.f0, chosen.f1, 0));
  }

  private static void hotItems(NexmarkConfiguration configuration, DataStream<Event> events) {
    Duration period = Duration.ofSeconds(configuration.windowPeriodSec);
    sum(
        bids(events)
            .map(bid -> bid.auction)
            .returns(Types.LONG)
            .keyBy(auction -> auction, Types.LONG)
            .window(
                SlidingEventTimeWindows.of(Duration.ofSeconds(configuration.windowSizeSec), period))
            .aggregate(
                new Counting(), new FlinkAggregates.WithKey(), Types.LONG, Types.LONG, TWO_LONGS)
            .windowAll(TumblingEventTimeWindows.of(period))
            .aggregate(
                new FlinkAggregates.Greatest<>(counted -> counted.f1),
                Types.LIST(TWO_LONGS),
                Types.LIST(TWO_LONGS)),
        hot -> hot.forEach(counted -> ResultSum.add(counted.f0, counted.f1, 0)));
  }

  private static void highestBids(NexmarkConfiguration configuration, DataStream<Event> events) {
    Duration size = Duration.ofSeconds(configuration.windowSizeSec);
    sum(
        bids(events)
            .map(bid -> Tuple3.of(bid.auction, bid.bidder, bid.price))
            .returns(THREE_LONGS)
            .keyBy(bid -> bid.f0 % PARTS, Types.LONG)
            .window(TumblingEventTimeWindows.of(size))
            .aggregate(
                new FlinkAggregates.Greatest<>(bid -> bid.f2),
                Types.LIST(THREE_LONGS),
                Types.LIST(THREE_LONGS))
            .windowAll(TumblingEventTimeWindows.of(size))
            .aggregate(
                new FlinkAggregates.GreatestOfAll<>(bid -> bid.f2),
                Types.LIST(THREE_LONGS),
                Types.LIST(THREE_LONGS)),
        highest -> highest.forEach(bid -> ResultSum.add(bid.f0, bid.f1, bid.f2)));
  }

  private static void newSellers(NexmarkConfiguration configuration, DataStream<Event> events) {
    DataStream<Tuple2<Long, String>> persons =
        events
            .filter(event -> event.newPerson != null)
            .map(event -> Tuple2.of(event.newPerson.id, event.newPerson.name))
            .returns(Types.TUPLE(Types.LONG, Types.STRING));
    DataStream<Tuple2<Long, Long>> auctions =
        events
            .filter(event -> event.newAuction != null)
            .map(event -> Tuple2.of(event.newAuction.seller, event.newAuction.reserve))
            .returns(TWO_LONGS);
    sum(
        persons
            .coGroup(auctions)
            .where(person -> person.f0, Types.LONG)
            .equalTo(auction -> auction.f0, Types.LONG)
            .window(TumblingEventTimeWindows.of(Duration.ofSeconds(configuration.windowSizeSec)))
            .apply(
                new FlinkAggregates.NewSellers(),
                Types.TUPLE(Types.LONG, Types.STRING, Types.LONG)),
        seller -> ResultSum.add(Objects.hash(seller.f0, seller.f1, seller.f2), 0, 0));
  }

  private static SingleOutputStreamOperator<Bid> bids(DataStream<Event> events) {
    return events
        .filter(event -> event.bid != null)
        .map(event -> event.bid)
        .returns(Types.GENERIC(Bid.class));
  }

  /** The end of a query, where Beam's pipeline has a function of its own. */
  private static <T> void sum(DataStream<T> results, Sum.Adder<T> adder) {
    results.process(new AddToSum<>(adder)).returns(Types.VOID);
  }

  private static final class AddToSum<T> extends ProcessFunction<T, Void> {

    private final Sum.Adder<T> adder;

    AddToSum(Sum.Adder<T> adder) {
      this.adder = adder;
    }

    @Override
    public void processElement(T result, Context context, Collector<Void> out) {
      adder.add(result);
    }
  }
}
