// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.combine.OneStepFn;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Combines in one step what Beam's {@code withHotKeyFanout} and {@code withFanout} combine in two.
 *
 * <p>A fan-out deals the elements of a hot key to several keys and combines these before it
 * combines what came of them, so that no worker has all elements of a hot key. Where part of a
 * Combine runs before the exchange ({@link CombinerLifting}), no subtask has them: behind the
 * exchange come accumulators, one for each lane and bundle. So the detour, with its second exchange
 * and an encoded key of two parts for each element, is left out.
 */
public final class FanOutRemoval implements Pass {

  /** The experiment that turns it off. */
  public static final String OFF = "disable_fan_out_removal";

  private static final int COLD = 0;
  private static final int HOT = 1;

  @Override
  public String name() {
    return "fan-out removal";
  }

  @Override
  public boolean isOn(PipelineOptions options) {
    return !ExperimentalOptions.hasExperiment(options, OFF);
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Map<CollectionId, List<LogicalNode>> consumers = plan.consumers();
    Map<String, LogicalNode> replaced = new HashMap<>();
    Set<String> removed = new HashSet<>();
    List<String> notes = new ArrayList<>();
    for (LogicalNode node : plan.nodes()) {
      FanOut fanOut = node instanceof LogicalNode.ParDo spread ? find(spread, consumers) : null;
      if (fanOut != null) {
        Optional<String> objection = objection(fanOut.second().spec().windowing());
        String name = fanOut.second().name();
        if (objection.isPresent()) {
          notes.add("left the fan-out of %s: %s".formatted(name, objection.get()));
        } else {
          replaced.put(name, fanOut.inOneStep());
          fanOut.before().forEach(part -> removed.add(part.name()));
          notes.add("%s combines in one step what its fan-out would in two".formatted(name));
        }
      }
    }
    List<LogicalNode> nodes =
        plan.nodes().stream()
            .filter(node -> !removed.contains(node.name()))
            .map(node -> replaced.getOrDefault(node.name(), node))
            .toList();
    return new Rewrite(
        replaced.isEmpty() ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  /** Why two steps under {@code windowing} have other panes than one, if they have. */
  private static Optional<String> objection(WindowingStrategy<?, ?> windowing) {
    boolean closesWithEmptyPane =
        windowing.getClosingBehavior() == ClosingBehavior.FIRE_ALWAYS
            && windowing.getAllowedLateness().isLongerThan(Duration.ZERO);
    return closesWithEmptyPane
        ? Optional.of(
            "the last pane of its first step fires even if it is empty, and is an element")
        : LiftingRule.objection(windowing);
  }

  /**
   * A Combine with a fan-out.
   *
   * @param spread gives hot keys more keys
   * @param first combines by them
   * @param second combines what came of them
   * @param before all nodes before the second
   */
  private record FanOut(
      LogicalNode.ParDo spread,
      LogicalNode.CombinePerKey first,
      LogicalNode.CombinePerKey second,
      List<LogicalNode> before) {

    LogicalNode inOneStep() {
      return new LogicalNode.CombinePerKey(
          new Wiring(second.name(), spread.inputs(), second.outputs()),
          inOneStep((KvCoder<?, ?>) spread.spec().inputCoder(), first.spec(), second.spec()));
    }

    @SuppressWarnings("unchecked") // Both steps have the accumulators of one function.
    private static <K, InputT, AccumT, OutputT> CombineSpec<K, InputT, AccumT, OutputT> inOneStep(
        KvCoder<?, ?> inputCoder, CombineSpec<?, ?, ?, ?> first, CombineSpec<?, ?, ?, ?> second) {
      CombineSpec<?, InputT, AccumT, AccumT> inputs =
          (CombineSpec<?, InputT, AccumT, AccumT>) first;
      CombineSpec<K, ?, AccumT, OutputT> outputs = (CombineSpec<K, ?, AccumT, OutputT>) second;
      return new CombineSpec<>(
          outputs.transform(),
          new OneStepFn<>(inputs.fn(), outputs.fn()),
          (KvCoder<K, InputT>) inputCoder,
          inputs.accumulatorCoder(),
          outputs.windowing(),
          outputs.phase());
    }
  }

  /** The fan-out that begins with {@code spread}, null if none does. */
  private static @Nullable FanOut find(
      LogicalNode.ParDo spread, Map<CollectionId, List<LogicalNode>> consumers) {
    if (!isPart(spread.spec().fn()) || spread.outputs().size() != HOT + 1) {
      return null;
    }
    List<LogicalNode> before = new ArrayList<>(List.of(spread));
    LogicalNode first = onlyReader(spread.outputs().get(HOT), consumers);
    if (!(first instanceof LogicalNode.CombinePerKey hot) || !isPart(hot.spec().fn())) {
      return null;
    }
    before.add(first);
    LogicalNode ofHot = afterParDos(hot.outputs().get(0), consumers, before);
    LogicalNode ofCold = afterParDos(spread.outputs().get(COLD), consumers, before);
    if (!(ofHot instanceof LogicalNode.Flatten) || ofCold != ofHot) {
      return null;
    }
    before.add(ofHot);
    LogicalNode second = onlyReader(ofHot.outputs().get(0), consumers);
    return second instanceof LogicalNode.CombinePerKey whole && isPart(whole.spec().fn())
        ? new FanOut(spread, hot, whole, before)
        : null;
  }

  /** Functions of the steps are classes within Beam's transform. */
  private static boolean isPart(Object function) {
    return function.getClass().getEnclosingClass() == Combine.PerKeyWithHotKeyFanout.class;
  }

  /** The first node behind {@code collection} that is no ParDo; the ParDos go to {@code passed}. */
  private static @Nullable LogicalNode afterParDos(
      CollectionId collection,
      Map<CollectionId, List<LogicalNode>> consumers,
      List<LogicalNode> passed) {
    LogicalNode reader = onlyReader(collection, consumers);
    while (reader instanceof LogicalNode.ParDo && reader.outputs().size() == 1) {
      passed.add(reader);
      reader = onlyReader(reader.outputs().get(0), consumers);
    }
    return reader;
  }

  private static @Nullable LogicalNode onlyReader(
      CollectionId collection, Map<CollectionId, List<LogicalNode>> consumers) {
    List<LogicalNode> readers = consumers.getOrDefault(collection, List.of());
    return readers.size() == 1 ? readers.get(0) : null;
  }
}
