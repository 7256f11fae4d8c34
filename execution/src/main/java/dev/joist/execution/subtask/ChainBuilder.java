// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the operators of a lane and connects them, from the last to the first, so that each finds
 * its outputs ready.
 */
final class ChainBuilder {

  private final StageWiring wiring;
  private final LaneInputs inputs;
  private final LaneOutputs outputs;
  private final StopFlag stop;
  private final Map<OperatorId, Operator> operators = new HashMap<>();
  private final Map<Link.Input, Receiver> receivers = new HashMap<>();
  private final Map<Link.Output, List<Receiver>> consumers = new HashMap<>();
  private final Map<OperatorId, List<Link>> innerByTarget = new HashMap<>();

  /**
   * A builder.
   *
   * @param stop raised when nothing is to be emitted any more
   */
  ChainBuilder(StageWiring wiring, LaneInputs inputs, LaneOutputs outputs, StopFlag stop) {
    this.wiring = wiring;
    this.inputs = inputs;
    this.outputs = outputs;
    this.stop = stop;
    for (Link link : wiring.inner()) {
      innerByTarget.computeIfAbsent(link.to().operator(), id -> new ArrayList<>()).add(link);
    }
  }

  /** Makes a context for the operator of a node, whose outputs are given. */
  interface ContextFactory {
    OperatorContext create(OperatorNode node, List<Receiver> outputs);
  }

  /** Makes all operators; those made so far are in {@code made} also when one fails. */
  void createOperators(
      int maxParallelism, int subtaskIndex, ContextFactory contexts, List<Operator> made)
      throws Exception {
    createLeavingLinks(maxParallelism, subtaskIndex);
    List<OperatorNode> nodes = wiring.stage().operators();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      OperatorNode node = nodes.get(i);
      Operator operator = node.factory().create(contexts.create(node, outputsOf(node)));
      made.add(0, operator);
      operators.put(node.id(), operator);
      for (int port = 0; port < node.inputs().size(); port++) {
        receivers.put(new Link.Input(node.id(), port), operator.input(port));
      }
      for (Link link : innerByTarget.getOrDefault(node.id(), List.of())) {
        Handover within =
            link.handover().isWithinStages() ? link.handover() : Handover.BY_REFERENCE;
        consumers
            .computeIfAbsent(link.from(), from -> new ArrayList<>())
            .add(handingOver(within, receiver(link.to())));
      }
    }
  }

  /** The chain, once all operators are open. */
  OperatorChain chain() {
    Map<OperatorId, ChainNode> nodes = new HashMap<>();
    List<ChainNode> order = new ArrayList<>();
    for (OperatorNode node : wiring.stage().operators()) {
      List<WatermarkSource> ports = new ArrayList<>();
      for (int port = 0; port < node.inputs().size(); port++) {
        ports.add(watermarkOf(new Link.Input(node.id(), port), nodes));
      }
      ChainNode chainNode = new ChainNode(operator(node.id()), ports);
      nodes.put(node.id(), chainNode);
      order.add(chainNode);
    }
    List<ChainNode> leaving = new ArrayList<>();
    for (StageWiring.Outbound outbound : wiring.outbound()) {
      leaving.add(requireNonNull(nodes.get(outbound.link().from().operator())));
    }
    return new OperatorChain(order, leaving, stop);
  }

  /** Where the elements of each input of the stage go, by index of the input. */
  List<Receiver> stageInputs() {
    Receiver[] receiving = new Receiver[wiring.inputs().size()];
    wiring.inputs().forEach((input, place) -> receiving[place.index()] = receiver(input));
    return List.of(receiving);
  }

  private void createLeavingLinks(int maxParallelism, int subtaskIndex) {
    for (StageWiring.Outbound outbound : wiring.outbound()) {
      LinkOutput output = new LinkOutput(outputs, outbound, maxParallelism, subtaskIndex);
      outputs.addLink(output);
      consumers
          .computeIfAbsent(outbound.link().from(), from -> new ArrayList<>())
          .add(handingOver(outbound.link().handover(), output));
    }
  }

  private static Receiver handingOver(Handover handover, Receiver output) {
    if (handover.equals(Handover.BY_REFERENCE)) {
      return output;
    }
    Handover.Step step = handover.create();
    return element -> output.accept(step.handOver(element));
  }

  private List<Receiver> outputsOf(OperatorNode node) {
    List<Receiver> receiving = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      List<Receiver> of = consumers.getOrDefault(new Link.Output(node.id(), i), List.of());
      receiving.add(stop.guard(fanOut(of)));
    }
    return receiving;
  }

  private static Receiver fanOut(List<Receiver> receivers) {
    return switch (receivers.size()) {
      case 0 -> element -> {};
      case 1 -> receivers.get(0);
      default -> {
        Receiver[] all = receivers.toArray(Receiver[]::new);
        yield element -> {
          for (Receiver one : all) {
            one.accept(element);
          }
        };
      }
    };
  }

  private WatermarkSource watermarkOf(Link.Input input, Map<OperatorId, ChainNode> nodes) {
    StageWiring.Input place = wiring.inputs().get(input);
    if (place != null) {
      return new WatermarkSource.StageInput(inputs, place.index());
    }
    for (Link link : innerByTarget.getOrDefault(input.operator(), List.of())) {
      ChainNode before = nodes.get(link.from().operator());
      if (link.to().equals(input) && before != null) {
        return before;
      }
    }
    throw new IllegalStateException("no link leads to %s".formatted(input));
  }

  private Receiver receiver(Link.Input input) {
    Receiver receiver = receivers.get(input);
    if (receiver == null) {
      throw new IllegalStateException("%s has no receiver".formatted(input));
    }
    return receiver;
  }

  private Operator operator(OperatorId id) {
    Operator operator = operators.get(id);
    if (operator == null) {
      throw new IllegalStateException("%s is not in %s".formatted(id, wiring.stage().id()));
    }
    return operator;
  }
}
