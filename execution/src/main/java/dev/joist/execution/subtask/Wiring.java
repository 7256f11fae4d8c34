// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.operator.OperatorId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connects the subtasks of a plan: one edge for each pair of stages with links between them, one
 * channel for each pair of subtasks of an edge.
 */
final class Wiring {

  private final PhysicalPlan plan;
  private final List<List<SubtaskLoop>> loops;
  private final SubtaskLimits limits;
  private final ChannelMemory memory;
  private final Map<OperatorId, Stage> stages = new HashMap<>();
  private final Map<Pair, Edge> edges = new LinkedHashMap<>();
  private final Map<StageId, List<Link>> inner = new HashMap<>();

  /** Producing and consuming stage of an edge. */
  private record Pair(int from, int to) {}

  /** All links between two stages, and their channels by producing and consuming subtask. */
  private record Edge(Pair stages, List<Link> links, List<Map<Integer, Channel>> channels) {}

  Wiring(PhysicalPlan plan, List<List<SubtaskLoop>> loops, SubtaskEnvironment environment) {
    this.plan = plan;
    this.loops = loops;
    this.limits = environment.limits();
    this.memory = environment.memory();
    for (Stage stage : plan.stages()) {
      stage.operators().forEach(node -> stages.put(node.id(), stage));
      inner.put(stage.id(), new ArrayList<>());
    }
  }

  void connect() {
    Map<Pair, List<Link>> crossing = new LinkedHashMap<>();
    for (Link link : plan.links()) {
      Stage from = stage(link.from().operator());
      Stage to = stage(link.to().operator());
      if (from.id().equals(to.id())) {
        inner.getOrDefault(from.id(), new ArrayList<>()).add(link);
      } else {
        Pair pair = new Pair(from.id().value(), to.id().value());
        crossing.computeIfAbsent(pair, p -> new ArrayList<>()).add(link);
      }
    }
    crossing.forEach((pair, links) -> edges.put(pair, edge(pair, links)));
    for (Stage stage : plan.stages()) {
      connect(stage);
    }
  }

  private Edge edge(Pair pair, List<Link> links) {
    List<SubtaskLoop> producers = loops.get(pair.from());
    List<SubtaskLoop> consumers = loops.get(pair.to());
    boolean forward =
        links.stream().allMatch(link -> link.partitioning() instanceof Partitioning.Forward);
    List<Map<Integer, Channel>> channels = new ArrayList<>();
    for (int p = 0; p < producers.size(); p++) {
      Map<Integer, Channel> ofProducer = new TreeMap<>();
      for (int c = 0; c < consumers.size(); c++) {
        if (!forward || p == c) {
          ofProducer.put(c, channel(producers.get(p), consumers.get(c)));
        }
      }
      channels.add(ofProducer);
    }
    return new Edge(pair, links, channels);
  }

  private Channel channel(SubtaskLoop producer, SubtaskLoop consumer) {
    return new Channel(
        limits.channelBatches(),
        limits.channelBytes(),
        memory,
        producer.waiter(),
        consumer.waiter());
  }

  private void connect(Stage stage) {
    List<Edge> incoming = new ArrayList<>();
    List<Edge> outgoing = new ArrayList<>();
    for (Edge edge : edges.values()) {
      if (edge.stages().to() == stage.id().value()) {
        incoming.add(edge);
      }
      if (edge.stages().from() == stage.id().value()) {
        outgoing.add(edge);
      }
    }
    List<Link> innerLinks = inner.getOrDefault(stage.id(), List.of());
    for (int i = 0; i < stage.parallelism(); i++) {
      int index = i;
      Map<Link.Input, StageWiring.Input> inputs = new LinkedHashMap<>();
      List<Inbox.Inbound> inbound = new ArrayList<>();
      incoming.forEach(edge -> inputs.putAll(inputs(edge, index, inputs.size())));
      for (Edge edge : incoming) {
        inbound.addAll(inbound(edge, index));
      }
      List<StageWiring.Outbound> outbound = new ArrayList<>();
      for (Edge edge : outgoing) {
        outbound.addAll(outbound(edge, index));
      }
      loops
          .get(stage.id().value())
          .get(index)
          .connect(new StageWiring(stage, inputs, inbound, innerLinks, outbound));
    }
  }

  /** The inputs that an edge feeds, numbered from {@code first} in the order of its links. */
  private Map<Link.Input, StageWiring.Input> inputs(Edge edge, int consumer, int first) {
    int channels = inbound(edge, consumer).size();
    Map<Link.Input, StageWiring.Input> inputs = new LinkedHashMap<>();
    for (Link link : edge.links()) {
      boolean isSide = link.partitioning() instanceof Partitioning.Broadcast;
      inputs.put(link.to(), new StageWiring.Input(first + inputs.size(), channels, isSide));
    }
    return inputs;
  }

  private List<Inbox.Inbound> inbound(Edge edge, int consumer) {
    boolean tellsTime = plan.stages().get(edge.stages().from()).tellsTime();
    List<Inbox.Inbound> inbound = new ArrayList<>();
    for (Map<Integer, Channel> ofProducer : edge.channels()) {
      Channel channel = ofProducer.get(consumer);
      if (channel != null) {
        inbound.add(new Inbox.Inbound(channel, inbound.size(), tellsTime));
      }
    }
    return inbound;
  }

  private List<StageWiring.Outbound> outbound(Edge edge, int producer) {
    int first = 0;
    for (Edge other : edges.values()) {
      if (other.stages().equals(edge.stages())) {
        break;
      }
      first += other.stages().to() == edge.stages().to() ? other.links().size() : 0;
    }
    List<Channel> targets = List.copyOf(edge.channels().get(producer).values());
    List<StageWiring.Outbound> outbound = new ArrayList<>();
    for (Link link : edge.links()) {
      outbound.add(new StageWiring.Outbound(link, first + outbound.size(), targets));
    }
    return outbound;
  }

  private Stage stage(OperatorId operator) {
    Stage stage = stages.get(operator);
    if (stage == null) {
      throw new IllegalStateException("%s is in no stage".formatted(operator));
    }
    return stage;
  }
}
