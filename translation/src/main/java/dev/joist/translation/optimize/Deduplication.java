// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.read.Deduplicate;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.Wiring;
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
    for (LogicalNode node : plan.nodes()) {
      if (node instanceof LogicalNode.UnboundedRead read
          && read.spec().source().requiresDeduping()) {
        LogicalCollection output = plan.collection(read.outputs().get(0));
        expand(expansion, read, read.spec(), output, output.coder());
        expansion.note(
            "%s is read with record ids, of which each passes once".formatted(node.name()));
      } else {
        expansion.add(node);
      }
    }
    return expansion.rewrite();
  }

  @SuppressWarnings("unchecked") // The source makes elements of its output's coder.
  private static <T, MarkT extends UnboundedSource.CheckpointMark> void expand(
      Expansion expansion,
      LogicalNode.UnboundedRead read,
      UnboundedReadSpec<T, MarkT> spec,
      LogicalCollection output,
      Coder<?> coder) {
    KvCoder<byte[], T> recordCoder = KvCoder.of(ByteArrayCoder.of(), (Coder<T>) coder);
    LogicalCollection records =
        expansion.newCollection(
            output, "records of " + read.name(), read.name() + ".records", recordCoder);
    expansion.add(
        new LogicalNode.UnboundedRead(
            new Wiring(read.name(), List.of(), List.of(records.id())), spec.withRecordIds()));
    String name = expansion.nodeName(read.name() + " (deduplicate)");
    expansion.add(
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
