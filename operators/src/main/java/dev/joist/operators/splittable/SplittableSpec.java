// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.operators.pardo.ParDoSpec;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * A ParDo whose function splits the work on an element, parsed.
 *
 * <p>What goes from the operator that splits to the one that processes is a <i>piece</i>: the
 * element with a restriction, which says what part of the work it stands for, and the state of a
 * watermark estimator. Both operators have the ports of {@link ParDoSpec}; only the second has its
 * outputs.
 *
 * @param parDo all that it shares with other ParDos
 * @param restrictionCoder coder of restrictions with the state of watermark estimators
 * @param phase which part of the work the operator does
 */
public record SplittableSpec<InputT, OutputT, RestrictionT, StateT extends @Nullable Object>(
    ParDoSpec<InputT, OutputT> parDo,
    Coder<KV<RestrictionT, StateT>> restrictionCoder,
    Phase phase) {

  /** Which part of a splittable ParDo an operator does. */
  public enum Phase {
    /** All of it; there is no operator that does, a plan says so before it is expanded. */
    WHOLE,
    /** Before the exchange: elements in, pieces out. */
    SPLIT,
    /** After the exchange: pieces in, the outputs of the function out. */
    PROCESS
  }

  /** The same ParDo, doing another part of the work. */
  public SplittableSpec<InputT, OutputT, RestrictionT, StateT> inPhase(Phase newPhase) {
    return new SplittableSpec<>(parDo, restrictionCoder, newPhase);
  }

  /** Full name of the transform. */
  public String transform() {
    return parDo.transform();
  }

  /** Coder of what goes from one phase to the next. */
  public Coder<KV<InputT, KV<RestrictionT, StateT>>> pieceCoder() {
    return KvCoder.of(parDo.inputCoder(), restrictionCoder);
  }

  /** Whether the work on each element ends. */
  boolean isBoundedPerElement() {
    return signature().isBoundedPerElement() == PCollection.IsBounded.BOUNDED;
  }

  /** Whether it matters to the function in which of its windows an element is looked at. */
  boolean observesWindow() {
    DoFnSignature signature = signature();
    return !parDo.sideInputs().isEmpty()
        || observesWindow(signature.processElement())
        || observesWindow(signature.getInitialRestriction())
        || observesWindow(signature.splitRestriction())
        || observesWindow(signature.truncateRestriction())
        || observesWindow(signature.newTracker())
        || observesWindow(signature.getSize())
        || observesWindow(signature.getInitialWatermarkEstimatorState())
        || observesWindow(signature.newWatermarkEstimator());
  }

  private static boolean observesWindow(DoFnSignature.@Nullable MethodWithExtraParameters method) {
    return method != null && method.observesWindow();
  }

  private DoFnSignature signature() {
    DoFn<InputT, OutputT> fn = parDo.fn();
    return DoFnSignatures.getSignature(fn.getClass());
  }
}
