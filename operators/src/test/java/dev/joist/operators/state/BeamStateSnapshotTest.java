// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.state.MemorySections;
import dev.joist.state.StateSnapshot;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class BeamStateSnapshotTest {

  private static final StateTag<ValueState<List<String>>> LIST =
      StateTags.value("value", ListCoder.of(StringUtf8Coder.of()));
  private static final StateTag<SetState<String>> SET = StateTags.set("set", StringUtf8Coder.of());
  private static final StateTag<MapState<String, List<String>>> MAP =
      StateTags.map("map", StringUtf8Coder.of(), ListCoder.of(StringUtf8Coder.of()));
  private static final StateTag<MultimapState<String, Integer>> MULTIMAP =
      StateTags.multimap("multimap", StringUtf8Coder.of(), VarIntCoder.of());
  private static final StateTag<CombiningState<Integer, int[], Integer>> SUM =
      StateTags.combiningValueFromInputInternal("sum", VarIntCoder.of(), Sum.ofIntegers());
  private static final StateTag<WatermarkHoldState> HOLD =
      StateTags.watermarkStateInternal("hold", TimestampCombiner.EARLIEST);
  private static final StateNamespace WINDOW = BeamStateInternalsTest.window(3);

  private final SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0));
  private final BeamStateInternals<String> state =
      BeamStateInternalsTest.open(stores, new CountingHolds()).useKey("key");

  @Test
  void keepsAnAccumulatorThatIsAddedToAfterTheBarrier() throws IOException {
    state.state(WINDOW, SUM).add(1);
    StateSnapshot snapshot = stores.snapshot(1);

    state.state(WINDOW, SUM).add(2);

    assertThat(restored(snapshot, new CountingHolds()).state(WINDOW, SUM).read()).isEqualTo(1);
    assertThat(state.state(WINDOW, SUM).read()).isEqualTo(3);
  }

  @Test
  void keepsValuesThatUserCodeReadsChangesAndWritesBack() throws IOException {
    state.state(WINDOW, LIST).write(new ArrayList<>(List.of("old")));
    state.state(WINDOW, MAP).put("x", new ArrayList<>(List.of("old")));
    StateSnapshot snapshot = stores.snapshot(1);

    List<String> value = requireNonNull(state.state(WINDOW, LIST).read());
    value.add("new");
    state.state(WINDOW, LIST).write(value);
    List<String> inMap = requireNonNull(state.state(WINDOW, MAP).get("x").read());
    inMap.add("new");
    state.state(WINDOW, MAP).put("x", inMap);

    BeamStateInternals<String> old = restored(snapshot, new CountingHolds());
    assertThat(old.state(WINDOW, LIST).read()).containsExactly("old");
    assertThat(old.state(WINDOW, MAP).get("x").read()).containsExactly("old");
    assertThat(state.state(WINDOW, LIST).read()).containsExactly("old", "new");
  }

  @Test
  void restoresSetsAndMultimaps() throws IOException {
    state.state(WINDOW, SET).add("a");
    state.state(WINDOW, MULTIMAP).put("a", 1);
    state.state(WINDOW, MULTIMAP).put("a", 2);

    BeamStateInternals<String> next = restored(stores.snapshot(1), new CountingHolds());

    assertThat(next.state(WINDOW, SET).read()).containsExactly("a");
    assertThat(next.state(WINDOW, MULTIMAP).entries().read())
        .containsExactly(Map.entry("a", 1), Map.entry("a", 2));
  }

  @Test
  void tellsOfRestoredHoldsBeforeAnybodyAsksForTheirCell() throws IOException {
    state.state(WINDOW, HOLD).add(Instant.ofEpochMilli(20));
    state.useKey("other").state(WINDOW, HOLD).add(Instant.ofEpochMilli(10));
    CountingHolds holds = new CountingHolds();

    BeamStateInternals<String> next = restored(stores.snapshot(1), holds);

    assertThat(holds.held()).containsExactlyInAnyOrder(10L, 20L);
    next.state(WINDOW, HOLD).clear();
    assertThat(holds.held()).containsExactly(10L);
  }

  private static BeamStateInternals<String> restored(StateSnapshot snapshot, HoldListener holds)
      throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeTo(sections);
    SubtaskStores next =
        new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 1), List.of(sections));
    return BeamStateInternalsTest.open(next, holds).useKey("key");
  }
}
