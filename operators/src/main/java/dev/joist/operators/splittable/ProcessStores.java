// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.pardo.SideInputStores;
import dev.joist.operators.services.Spilling;
import dev.joist.operators.state.SharedItems;
import dev.joist.state.CellId;
import dev.joist.state.SubtaskStores;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * What survives of an operator that works on pieces.
 *
 * @param residuals what is left of pieces
 * @param lanes the lanes that have them
 * @param sideInputs pieces that wait for side inputs, and these; null if there are none
 */
record ProcessStores<PieceT>(
    SharedItems<Residual<PieceT>> residuals,
    LanesOfResiduals<PieceT> lanes,
    @Nullable SideInputStores<PieceT> sideInputs) {

  /** Declares the stores of the operator of {@code spec}. */
  static <InputT, RestrictionT, StateT extends @Nullable Object>
      ProcessStores<KV<InputT, KV<RestrictionT, StateT>>> open(
          SplittableSpec<InputT, ?, RestrictionT, StateT> spec,
          Spilling spilling,
          SubtaskStores stores) {
    ParDoSpec<InputT, ?> parDo = spec.parDo();
    return new ProcessStores<>(
        new SharedItems<>(
            stores.items(
                new CellId(spec.transform(), "residuals"),
                new ResidualCodec<>(
                    spec.pieceCoder(), parDo.windowing().getWindowFn().windowCoder()))),
        new LanesOfResiduals<>(),
        parDo.sideInputs().isEmpty()
            ? null
            : SideInputStores.open(parDo, "pieces", spec.pieceCoder(), spilling, stores));
  }
}
