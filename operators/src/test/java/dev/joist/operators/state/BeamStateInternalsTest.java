// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.StateMerging;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class BeamStateInternalsTest {

  private static final StateTag<ValueState<List<String>>> LIST =
      StateTags.value("value", ListCoder.of(StringUtf8Coder.of()));
  private static final StateTag<BagState<String>> BAG = StateTags.bag("bag", StringUtf8Coder.of());
  private static final StateTag<SetState<String>> SET = StateTags.set("set", StringUtf8Coder.of());
  private static final StateTag<MapState<String, Integer>> MAP =
      StateTags.map("map", StringUtf8Coder.of(), VarIntCoder.of());
  private static final StateTag<MultimapState<String, Integer>> MULTIMAP =
      StateTags.multimap("multimap", StringUtf8Coder.of(), VarIntCoder.of());
  private static final StateTag<OrderedListState<String>> ORDERED =
      StateTags.orderedList("ordered", StringUtf8Coder.of());
  private static final StateTag<CombiningState<Integer, int[], Integer>> SUM =
      StateTags.combiningValueFromInputInternal("sum", VarIntCoder.of(), Sum.ofIntegers());
  private static final StateTag<WatermarkHoldState> HOLD =
      StateTags.makeSystemTagInternal(
          StateTags.watermarkStateInternal("hold", TimestampCombiner.EARLIEST));

  private static final StateNamespace W1 = window(0);
  private static final StateNamespace W2 = window(1);

  private final CountingHolds holds = new CountingHolds();
  private final SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0));
  private final BeamStateInternals<String> state = open(stores, holds).useKey("key");

  @Test
  void readsAndWritesTheStateOfTheKeyInUse() {
    BagState<String> bag = state.state(W1, BAG);
    bag.add("of key");

    state.useKey("other");
    bag.add("of other");

    assertThat(bag.read()).containsExactly("of other");
    assertThat(state.useKey("key").state(W1, BAG).read()).containsExactly("of key");
    assertThat(state.getKey()).isEqualTo("key");
  }

  @Test
  void handsOutTheSameCellForTheSameNamespaceAndTag() {
    assertThat(state.state(window(5), BAG)).isSameAs(state.state(window(5), BAG));
  }

  @Test
  void treatsCellsAsEqualThatItMadeAnewForTheSameNamespaceAndTag() {
    BagState<String> bag = state.state(W1, BAG);
    for (int window = 100; window < 10_000; window++) {
      state.state(window(window), BAG);
    }

    BagState<String> again = state.state(W1, BAG);

    assertThat(again).isNotSameAs(bag).isEqualTo(bag).hasSameHashCodeAs(bag);
    assertThat(again).isNotEqualTo(state.state(W2, BAG)).isNotEqualTo(state.state(W1, SET));
  }

  @Test
  void keepsCellsOfTheSystemApartFromTheUsers() {
    StateTag<BagState<String>> user = StateTags.bag("buffer", StringUtf8Coder.of());
    StateTag<BagState<String>> system = StateTags.makeSystemTagInternal(user);

    state.state(W1, user).add("user");
    state.state(W1, system).add("system");

    assertThat(state.state(W1, user).read()).containsExactly("user");
    assertThat(state.state(W1, system).read()).containsExactly("system");
  }

  @Test
  void leavesNothingBehindWhenAllIsCleared() {
    for (int key = 0; key < 100; key++) {
      state.useKey("key " + key);
      fill();
    }
    assertThat(state.store().size()).isEqualTo(100);
    assertThat(holds.held()).hasSize(100);

    for (int key = 0; key < 100; key++) {
      state.useKey("key " + key);
      List.of(LIST, BAG, SET, MAP, MULTIMAP, ORDERED, SUM, HOLD)
          .forEach(tag -> state.state(W1, tag).clear());
    }

    assertThat(state.store().size()).isZero();
    assertThat(holds.held()).isEmpty();
  }

  @Test
  void clearsAValueByWritingNull() {
    ValueState<List<String>> value = state.state(W1, LIST);
    value.write(List.of("a"));

    value.write(null);

    assertThat(value.read()).isNull();
    assertThat(state.store().size()).isZero();
  }

  @Test
  void tellsOfEveryHoldThatEntersAndLeaves() {
    WatermarkHoldState hold = state.state(W1, HOLD);

    hold.add(Instant.ofEpochMilli(20));
    assertThat(holds.held()).containsExactly(20L);
    hold.add(Instant.ofEpochMilli(30));
    assertThat(holds.held()).containsExactly(20L);
    hold.add(Instant.ofEpochMilli(10));
    assertThat(holds.held()).containsExactly(10L);
    state.useKey("other").state(W1, HOLD).add(Instant.ofEpochMilli(10));
    assertThat(holds.held()).containsExactly(10L, 10L);

    hold.clear();
    assertThat(holds.held()).containsExactly(10L);
    hold.clear();
    assertThat(holds.held()).containsExactly(10L);
  }

  @Test
  void addsToTheAccumulatorInPlaceAndHandsOutAnother() {
    CombiningState<Integer, int[], Integer> sum = state.state(W1, SUM);
    sum.add(1);
    int[] handedOut = sum.getAccum();

    sum.add(2);
    assertThat(handedOut).containsExactly(1);
    handedOut[0] = 100;

    assertThat(sum.read()).isEqualTo(3);
  }

  @Test
  void doesNotKeepAnAccumulatorThatItWasGiven() {
    CombiningState<Integer, int[], Integer> sum = state.state(W1, SUM);
    int[] given = {5};
    sum.addAccum(given);
    sum.add(1);

    assertThat(given).containsExactly(5);
    given[0] = 100;

    assertThat(sum.read()).isEqualTo(6);
  }

  @Test
  void mergesWithoutChangingWhatIsMerged() {
    CombiningState<Integer, int[], Integer> sum = state.state(W1, SUM);
    int[] first = {1};
    int[] second = {2};

    int[] merged = sum.mergeAccumulators(List.of(first, second));

    assertThat(merged).containsExactly(3);
    assertThat(first).containsExactly(1);
    assertThat(second).containsExactly(2);
  }

  @Test
  void mergesCellsOfManyNamespacesThoughItForgetsSomeOfTheirObjects() {
    List<BagState<String>> sources = new ArrayList<>();
    for (int window = 0; window < 300; window++) {
      BagState<String> bag = state.state(window(window), BAG);
      bag.add("element " + window);
      sources.add(bag);
    }
    BagState<String> result = state.state(window(0), BAG);

    StateMerging.mergeBags(sources, result);

    assertThat(result.read()).hasSize(300);
    assertThat(state.store().size()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasReadAsItWas() {
    fill();
    Iterable<String> bag = state.state(W1, BAG).read();
    Iterable<String> set = state.state(W1, SET).read();
    Iterable<Map.Entry<String, Integer>> map = state.state(W1, MAP).entries().read();
    Iterable<Integer> ofMultimap = state.state(W1, MULTIMAP).get("a").read();
    Iterable<TimestampedValue<String>> ordered = state.state(W1, ORDERED).read();

    state.state(W1, BAG).add("b");
    state.state(W1, SET).add("b");
    state.state(W1, MAP).put("b", 2);
    state.state(W1, MULTIMAP).put("a", 2);
    state.state(W1, ORDERED).clear();

    assertThat(bag).containsExactly("a");
    assertThat(set).containsExactly("a");
    assertThat(map).containsExactly(Map.entry("a", 1));
    assertThat(ofMultimap).containsExactly(1);
    assertThat(ordered).containsExactly(TimestampedValue.of("a", Instant.ofEpochMilli(1)));
  }

  @Test
  void looksMapsUpWhenTheResultIsRead() {
    MapState<String, Integer> map = state.state(W1, MAP);
    ReadableState<Integer> value = map.getOrDefault("a", 7);
    ReadableState<Iterable<String>> keys = map.keys();
    assertThat(value.read()).isEqualTo(7);

    map.put("a", 1);

    assertThat(value.read()).isEqualTo(1);
    assertThat(keys.read()).containsExactly("a");
  }

  @Test
  void computesWhatIsAbsentAtOnceAndAnswersWhatWasThere() {
    MapState<String, Integer> map = state.state(W1, MAP);

    assertThat(map.computeIfAbsent("a", key -> 1).read()).isNull();
    assertThat(map.computeIfAbsent("a", key -> 2).read()).isEqualTo(1);
    assertThat(map.get("a").read()).isEqualTo(1);
    assertThat(state.state(W1, SET).addIfAbsent("x").read()).isTrue();
    assertThat(state.state(W1, SET).addIfAbsent("x").read()).isFalse();
  }

  @Test
  void mapsKeysToManyValues() {
    MultimapState<String, Integer> multimap = state.state(W1, MULTIMAP);
    multimap.put("a", 1);
    multimap.put("b", 2);
    multimap.put("a", 1);

    assertThat(multimap.get("a").read()).containsExactly(1, 1);
    assertThat(multimap.get("none").read()).isEmpty();
    assertThat(multimap.keys().read()).containsExactlyInAnyOrder("a", "b");
    assertThat(multimap.entries().read())
        .containsExactlyInAnyOrder(Map.entry("a", 1), Map.entry("a", 1), Map.entry("b", 2));
    multimap.remove("a");
    assertThat(multimap.containsKey("a").read()).isFalse();
    assertThat(multimap.isEmpty().read()).isFalse();
  }

  @Test
  void readsAndClearsRangesOfAnOrderedList() {
    OrderedListState<String> ordered = state.state(W1, ORDERED);
    for (int millis : new int[] {30, 10, 20}) {
      ordered.add(TimestampedValue.of("at " + millis, Instant.ofEpochMilli(millis)));
    }

    assertThat(ordered.readRange(Instant.ofEpochMilli(10), Instant.ofEpochMilli(30)))
        .extracting(TimestampedValue::getValue)
        .containsExactly("at 10", "at 20");
    ordered.clearRange(Instant.ofEpochMilli(10), Instant.ofEpochMilli(30));
    assertThat(ordered.read())
        .containsExactly(TimestampedValue.of("at 30", Instant.ofEpochMilli(30)));
  }

  private void fill() {
    state.state(W1, LIST).write(new ArrayList<>(List.of("a")));
    state.state(W1, BAG).add("a");
    state.state(W1, SET).add("a");
    state.state(W1, MAP).put("a", 1);
    state.state(W1, MULTIMAP).put("a", 1);
    state.state(W1, ORDERED).add(TimestampedValue.of("a", Instant.ofEpochMilli(1)));
    state.state(W1, SUM).add(1);
    state.state(W1, HOLD).add(Instant.ofEpochMilli(1));
  }

  static BeamStateInternals<String> open(SubtaskStores stores, HoldListener holds) {
    return BeamStateInternals.open(
        stores, "Count", StringUtf8Coder.of(), IntervalWindow.getCoder(), holds);
  }

  static StateNamespace window(int index) {
    IntervalWindow window =
        new IntervalWindow(
            Instant.ofEpochMilli(index * 10L), Instant.ofEpochMilli(index * 10L + 10));
    return StateNamespaces.window(IntervalWindow.getCoder(), window);
  }
}
