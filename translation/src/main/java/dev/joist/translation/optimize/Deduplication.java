// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.read.Deduplicate;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.UniqueNames;
import dev.joist.translation.logical.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts a deduplication by record id behind each source that asks for it, because what it reads from
 * may deliver a record more than once, to different splits too.
 */
public final class Deduplication implements Pass {

  @Override
  public String name() {
    return "deduplication";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Expansion expansion = new Expansion(plan);
    plan.nodes().forEach(expansion::visit);
    return new Rewrite(
        expansion.notes.isEmpty() ? plan : LogicalPlan.of(expansion.nodes, expansion.collections),
        expansion.notes);
  }

  private static final class Expansion {

    private final LogicalPlan plan;
    private final UniqueNames names;
    private final UniqueNames ids;
    private final List<LogicalNode> nodes = new ArrayList<>();
    private final List<LogicalCollection> collections;
    private final List<String> notes = new ArrayList<>();

    Expansion(LogicalPlan plan) {
      this.plan = plan;
      this.names = new UniqueNames(plan.nodes().stream().map(LogicalNode::name).toList());
      this.ids =
          new UniqueNames(plan.collections().keySet().stream().map(CollectionId::value).toList());
      this.collections = new ArrayList<>(plan.collections().values());
    }

    void visit(LogicalNode node) {
      if (node instanceof LogicalNode.UnboundedRead read
          && read.spec().source().requiresDeduping()) {
        LogicalCollection output = plan.collection(read.outputs().get(0));
        expand(read, read.spec(), output, output.coder());
        notes.add("%s is read with record ids, of which each passes once".formatted(node.name()));
      } else {
        nodes.add(node);
      }
    }

    @SuppressWarnings("unchecked") // The source makes elements of its output's coder.
    private <T, MarkT extends UnboundedSource.CheckpointMark> void expand(
        LogicalNode.UnboundedRead read,
        UnboundedReadSpec<T, MarkT> spec,
        LogicalCollection output,
        Coder<?> coder) {
      KvCoder<byte[], T> recordCoder = KvCoder.of(ByteArrayCoder.of(), (Coder<T>) coder);
      LogicalCollection records =
          output.derived(
              new CollectionId(ids.take("records of " + read.name())),
              read.name() + ".records",
              recordCoder);
      collections.add(records);
      nodes.add(
          new LogicalNode.UnboundedRead(
              new Wiring(read.name(), List.of(), List.of(records.id())), spec.withRecordIds()));
      String name = names.take(read.name() + " (deduplicate)");
      nodes.add(
          new LogicalNode.StatefulParDo(
              new Wiring(name, List.of(records.id()), List.of(output.id())),
              deduplicate(name, recordCoder, output),
              false));
    }

    private static <T> ParDoSpec<?, ?> deduplicate(
        String name, KvCoder<byte[], T> recordCoder, LogicalCollection output) {
      return new ParDoSpec<>(
          name,
          name,
          new Deduplicate<T>(),
          recordCoder,
          recordCoder.getKeyCoder(),
          output.windowing(),
          List.of(new ParDoSpec.Output(new TupleTag<T>("output"), output.coder())),
          List.of(),
          DoFnSchemaInformation.create(),
          Map.of());
    }
  }
}
