// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** The outputs of a function by tag, made once; what a function asks for by no tag is the main. */
final class ElementOutputs<OutputT> implements MultiOutputReceiver {

  private final CurrentElement<?> current;
  private final AllowedSkew skew;
  private final TupleTag<OutputT> mainTag;
  private final ElementOutput<OutputT> main;
  private final Map<TupleTag<?>, ElementOutput<?>> byTag = new HashMap<>();
  private final Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
  private final Map<TupleTag<?>, RowOutput<?>> rows = new HashMap<>();

  /**
   * Outputs of what {@code fn} emits for {@code current}.
   *
   * @param outputs the main output first
   */
  @SuppressWarnings("unchecked") // The first output is the main one, of the function's type.
  ElementOutputs(DoFn<?, OutputT> fn, CurrentElement<?> current, List<CountedOutput> outputs) {
    this.current = current;
    this.skew = new AllowedSkew(fn);
    this.mainTag = (TupleTag<OutputT>) outputs.get(0).tag();
    this.main = new ElementOutput<>(current, skew, outputs.get(0));
    byTag.put(mainTag, main);
    for (CountedOutput output : outputs) {
      byTag.putIfAbsent(output.tag(), new ElementOutput<>(current, skew, output));
      coders.putIfAbsent(output.tag(), output.coder());
    }
  }

  TupleTag<OutputT> mainTag() {
    return mainTag;
  }

  ElementOutput<OutputT> main() {
    return main;
  }

  /** The output of a tag that has to be one of the function's. */
  @SuppressWarnings("unchecked") // A tag is of the type of what is emitted to it.
  <T> ElementOutput<T> known(TupleTag<T> tag) {
    if (mainTag.equals(tag)) {
      return (ElementOutput<T>) main;
    }
    ElementOutput<T> output = (ElementOutput<T>) byTag.get(tag);
    if (output == null) {
      throw unknown(tag);
    }
    return output;
  }

  private IllegalArgumentException unknown(@Nullable TupleTag<?> tag) {
    List<String> ids = new ArrayList<>();
    byTag.keySet().forEach(known -> ids.add(known.getId()));
    return new IllegalArgumentException(
        "Unknown output tag %s; the outputs are %s".formatted(tag, ids.stream().sorted().toList()));
  }

  /** An output that fails only when something is emitted to it, where the tag is unknown. */
  @Override
  @SuppressWarnings("unchecked") // A tag is of the type of what is emitted to it.
  public <T> OutputReceiver<T> get(@Nullable TupleTag<T> tag) {
    if (tag == null) {
      return (OutputReceiver<T>) main;
    }
    ElementOutput<T> output = (ElementOutput<T>) byTag.get(tag);
    return output == null ? failing(tag) : output;
  }

  private <T> OutputReceiver<T> failing(@Nullable TupleTag<T> tag) {
    return value ->
        current
            .builder(value)
            .setReceiver(
                emitted -> {
                  skew.check(current.get().getTimestamp(), emitted.getTimestamp());
                  throw unknown(tag);
                });
  }

  /** As {@link #get}, but knows no output by no tag. */
  <T> OutputReceiver<T> tagged(@Nullable TupleTag<T> tag) {
    return tag == null ? failing(null) : get(tag);
  }

  @Override
  public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
    RowOutput<?> known = rows.get(tag);
    if (known == null) {
      known = rowOutput(tag);
      rows.put(tag, known);
    }
    return known;
  }

  private <T> RowOutput<T> rowOutput(TupleTag<T> tag) {
    Coder<?> coder = coders.get(tag);
    if (!(coder instanceof SchemaCoder<?>)) {
      throw new IllegalStateException(
          coder == null
              ? "No output tag for %s".formatted(tag)
              : "Output with tag %s must have a schema in order to call getRowReceiver; its coder is %s"
                  .formatted(tag, coder));
    }
    @SuppressWarnings("unchecked") // The coder of an output is for what is emitted to it.
    SchemaCoder<T> schemaCoder = (SchemaCoder<T>) coder;
    return new RowOutput<>(current, get(tag), schemaCoder.getFromRowFunction());
  }

  /** Takes rows and emits what they stand for. */
  private record RowOutput<T>(
      CurrentElement<?> current, OutputReceiver<T> output, SerializableFunction<Row, T> fromRow)
      implements OutputReceiver<Row> {

    @Override
    public void output(Row row) {
      output.output(fromRow.apply(row));
    }

    @Override
    public OutputBuilder<Row> builder(Row row) {
      return current
          .builder(row)
          .setReceiver(
              built ->
                  output.outputWindowedValue(
                      fromRow.apply(built.getValue()),
                      built.getTimestamp(),
                      built.getWindows(),
                      built.getPaneInfo()));
    }
  }
}
