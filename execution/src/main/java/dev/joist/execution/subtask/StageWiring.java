// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one subtask is connected.
 *
 * @param stage its stage
 * @param inputs the input ports that other stages feed, by index of the stage's input, with how
 *     many channels carry each
 * @param inbound the channels to read
 * @param inner the links between operators of the stage
 * @param outbound the links that leave the stage
 */
record StageWiring(
    Stage stage,
    Map<Link.Input, StageWiring.Input> inputs,
    List<Inbox.Inbound> inbound,
    List<Link> inner,
    List<Outbound> outbound) {

  StageWiring {
    inputs = Map.copyOf(inputs);
    inbound = List.copyOf(inbound);
    inner = List.copyOf(inner);
    outbound = List.copyOf(outbound);
  }

  /** For each input of the stage, how many channels carry it. */
  int[] slotsOfInputs() {
    int[] slots = new int[inputs.size()];
    inputs.values().forEach(input -> slots[input.index()] = input.channels());
    return slots;
  }

  /** For each input of the stage, whether it is a side input. */
  boolean[] sideInputs() {
    boolean[] sides = new boolean[inputs.size()];
    inputs.values().forEach(input -> sides[input.index()] = input.isSide());
    return sides;
  }

  /** All channels to read from this subtask, each once. */
  Set<Channel> outboundChannels() {
    Set<Channel> channels = new LinkedHashSet<>();
    outbound.forEach(out -> channels.addAll(out.targets()));
    return channels;
  }

  /**
   * An input of a stage.
   *
   * @param index its index
   * @param channels how many channels of a subtask carry it
   * @param isSide whether it is a side input, which brings all subtasks the same elements
   */
  record Input(int index, int channels, boolean isSide) {}

  /**
   * A link that leaves the stage.
   *
   * @param link the link
   * @param input index of its input at the consuming stage
   * @param targets channels to the consuming subtasks
   */
  record Outbound(Link link, int input, List<Channel> targets) {
    Outbound {
      targets = List.copyOf(targets);
    }
  }
}
