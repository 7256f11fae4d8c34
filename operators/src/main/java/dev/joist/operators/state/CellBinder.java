// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.ChunkedList;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import dev.joist.state.KeyedStore;
import dev.joist.state.ValueCell;
import java.util.function.Function;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateBinder;
import org.apache.beam.sdk.state.StateContext;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.state.WatermarkHoldState;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.CombineWithContext.CombineFnWithContext;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.util.CombineFnUtil;
import org.joda.time.Instant;

/** Declares the cell of a state spec in the store and wraps it for Beam; once for each tag. */
record CellBinder(String transform, KeyedStore<?> store, HoldListener holds)
    implements StateBinder {

  /** Tells the cells that hold watermarks from others, also before anybody has declared them. */
  static final Codec<Instant> HOLD_CODEC =
      CoderCodec.named(InstantCoder.of(), new CodecId("joist:watermark_hold", 1));

  /** Where the first of each kind is, from which those of other namespaces are made. */
  private static final StateNamespace SOMEWHERE = StateNamespaces.global();

  ValueCell<Instant> holdCell(CellId id) {
    return store.value(new CellSpec.Value<>(id, HOLD_CODEC));
  }

  @Override
  public <T> ValueState<T> bindValue(String id, StateSpec<ValueState<T>> spec, Coder<T> coder) {
    CellSpec.Value<T> cell = new CellSpec.Value<>(cellId(id), CoderCodec.of(coder));
    return new BeamValue<>(store.value(cell), SOMEWHERE);
  }

  @Override
  public <T> BagState<T> bindBag(String id, StateSpec<BagState<T>> spec, Coder<T> elemCoder) {
    CellSpec.Bag<T> cell = new CellSpec.Bag<>(cellId(id), CoderCodec.of(elemCoder));
    return new BeamBag<>(store.bag(cell), SOMEWHERE);
  }

  @Override
  public <T> SetState<T> bindSet(String id, StateSpec<SetState<T>> spec, Coder<T> elemCoder) {
    CellSpec.Mapping<T, Boolean> cell =
        new CellSpec.Mapping<>(cellId(id), CoderCodec.of(elemCoder), PresentCodec.INSTANCE);
    return new BeamSet<>(store.map(cell), SOMEWHERE);
  }

  @Override
  public <K, V> MapState<K, V> bindMap(
      String id, StateSpec<MapState<K, V>> spec, Coder<K> mapKeyCoder, Coder<V> mapValueCoder) {
    CellSpec.Mapping<K, V> cell =
        new CellSpec.Mapping<>(
            cellId(id), CoderCodec.of(mapKeyCoder), CoderCodec.of(mapValueCoder));
    return new BeamMap<>(store.map(cell), SOMEWHERE);
  }

  @Override
  public <K, V> MultimapState<K, V> bindMultimap(
      String id, StateSpec<MultimapState<K, V>> spec, Coder<K> keyCoder, Coder<V> valueCoder) {
    CellSpec.Mapping<K, ChunkedList<V>> cell =
        new CellSpec.Mapping<>(
            cellId(id), CoderCodec.of(keyCoder), new ListCodec<>(CoderCodec.of(valueCoder)));
    return new BeamMultimap<>(store.map(cell), SOMEWHERE);
  }

  @Override
  public <T> OrderedListState<T> bindOrderedList(
      String id, StateSpec<OrderedListState<T>> spec, Coder<T> elemCoder) {
    CellSpec.OrderedList<T> cell = new CellSpec.OrderedList<>(cellId(id), CoderCodec.of(elemCoder));
    return new BeamOrderedList<>(store.orderedList(cell), SOMEWHERE);
  }

  @Override
  public <InputT, AccumT, OutputT> CombiningState<InputT, AccumT, OutputT> bindCombining(
      String id,
      StateSpec<CombiningState<InputT, AccumT, OutputT>> spec,
      Coder<AccumT> accumCoder,
      CombineFn<InputT, AccumT, OutputT> combineFn) {
    return combining(id, accumCoder, context -> combineFn);
  }

  @Override
  public <InputT, AccumT, OutputT> CombiningState<InputT, AccumT, OutputT> bindCombiningWithContext(
      String id,
      StateSpec<CombiningState<InputT, AccumT, OutputT>> spec,
      Coder<AccumT> accumCoder,
      CombineFnWithContext<InputT, AccumT, OutputT> combineFn) {
    return combining(id, accumCoder, context -> CombineFnUtil.bindContext(combineFn, context));
  }

  @Override
  public WatermarkHoldState bindWatermark(
      String id, StateSpec<WatermarkHoldState> spec, TimestampCombiner timestampCombiner) {
    return new BeamWatermarkHold(holdCell(cellId(id)), SOMEWHERE, timestampCombiner, holds);
  }

  private <InputT, AccumT, OutputT> BeamCombining<InputT, AccumT, OutputT> combining(
      String id,
      Coder<AccumT> accumCoder,
      Function<StateContext<?>, CombineFn<InputT, AccumT, OutputT>> binder) {
    Codec<AccumT> codec = CoderCodec.of(accumCoder);
    ValueCell<AccumT> cell = store.value(new CellSpec.Value<>(cellId(id), codec));
    return new BeamCombining<>(new BeamCombining.Parts<>(cell, codec, binder), SOMEWHERE);
  }

  private CellId cellId(String id) {
    return new CellId(transform, id);
  }
}
