// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators;

import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.time.Keyed;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.State;
import org.apache.beam.sdk.state.StateContext;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keyed state in Beam's own in-memory tables, with its watermark holds counted. */
final class MemoryStates<K> implements KeyedStates<K> {

  private final HoldSet holds;
  private final Map<Keyed<K>, StateInternals> byKey = new HashMap<>();

  MemoryStates(HoldSet holds) {
    this.holds = holds;
  }

  @Override
  public StateInternals select(Keyed<K> key) {
    return byKey.computeIfAbsent(key, k -> new Counted(InMemoryStateInternals.forKey(k.key())));
  }

  private final class Counted implements StateInternals {
    private final StateInternals states;

    Counted(StateInternals states) {
      this.states = states;
    }

    @Override
    public Object getKey() {
      return states.getKey();
    }

    @Override
    @SuppressWarnings("unchecked") // A hold's tag asks for a WatermarkHoldState.
    public <T extends State> T state(
        StateNamespace namespace, StateTag<T> address, StateContext<?> context) {
      T state = states.state(namespace, address, context);
      return state instanceof WatermarkHoldState hold ? (T) new CountedHold(hold) : state;
    }
  }

  private final class CountedHold implements WatermarkHoldState {
    private final WatermarkHoldState hold;

    CountedHold(WatermarkHoldState hold) {
      this.hold = hold;
    }

    @Override
    public TimestampCombiner getTimestampCombiner() {
      return hold.getTimestampCombiner();
    }

    @Override
    public void add(Instant value) {
      @Nullable Instant before = hold.read();
      hold.add(value);
      recount(before);
    }

    @Override
    public void clear() {
      @Nullable Instant before = hold.read();
      hold.clear();
      recount(before);
    }

    private void recount(@Nullable Instant before) {
      @Nullable Instant after = hold.read();
      if (before != null) {
        holds.remove(HoldKind.STATE, EventTime.holdMillis(before));
      }
      if (after != null) {
        holds.add(HoldKind.STATE, EventTime.holdMillis(after));
      }
    }

    @Override
    public @Nullable Instant read() {
      return hold.read();
    }

    @Override
    public WatermarkHoldState readLater() {
      return this;
    }

    @Override
    public ReadableState<Boolean> isEmpty() {
      return hold.isEmpty();
    }
  }
}
