// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Programs of which few elements, or few accumulators, are more than the heap. Arguments: which
 * one, then options of the pipeline.
 */
public final class HeavyProgram {

  private static final int MB = 1 << 20;

  private HeavyProgram() {}

  public static void main(String[] args) {
    String[] options =
        Stream.concat(Stream.of(args).skip(1), Stream.of("--runner=JoistRunner"))
            .toArray(String[]::new);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(options).create());
    switch (args[0]) {
      case "sketches" -> sketches(pipeline);
      case "documents" -> exchange(pipeline, 2000, i -> new Document(new byte[MB]), documents());
      case "closed" -> exchange(pipeline, 2000, i -> Optional.of(new byte[MB]), new ClosedCoder());
      case "rare" ->
          exchange(
              pipeline, 60_000, i -> new byte[i % 300 == 77 ? 8 * MB : 100], ByteArrayCoder.of());
      case "buffering" -> buffering(pipeline);
      default -> throw new IllegalArgumentException("there is no program " + args[0]);
    }
    System.out.println(pipeline.run().waitUntilFinish());
  }

  private static SerializableCoder<Document> documents() {
    return SerializableCoder.of(Document.class);
  }

  /** An accumulator of 32 KB for each of 10,000 keys. */
  private static void sketches(Pipeline pipeline) {
    pipeline
        .apply(GenerateSequence.from(0).to(60_000))
        .apply(
            WithKeys.<Integer, Long>of(i -> (int) (i % 10_000))
                .withKeyType(TypeDescriptors.integers()))
        .apply(Combine.perKey(new Sketch()))
        .apply(Values.create())
        .apply(Sum.integersGlobally())
        .apply(ParDo.of(new Print()));
  }

  /** Elements to a function that is slower than the one that makes them. */
  private static <T> void exchange(
      Pipeline pipeline, long count, SerializableFunction<Long, T> maker, Coder<T> coder) {
    PCollection<T> large =
        pipeline
            .apply(GenerateSequence.from(0).to(count))
            .apply(MapElements.into(new TypeDescriptor<T>(HeavyProgram.class) {}).via(maker))
            .setCoder(coder);
    large.apply(Reshuffle.viaRandomKey()).setCoder(coder).apply(ParDo.of(new Slow<>()));
  }

  /** A sink that keeps what it is given until its bundle ends. */
  private static void buffering(Pipeline pipeline) {
    pipeline
        .apply(GenerateSequence.from(0).to(1000))
        .apply(MapElements.into(new TypeDescriptor<byte[]>() {}).via(i -> new byte[MB]))
        .apply("Write all", ParDo.of(new Buffering()));
  }

  private static final class Document implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unused") // It is what a document takes of the heap.
    private final byte[] body;

    Document(byte[] body) {
      this.body = body;
    }
  }

  /** Encodes values of a class of the JDK, into which nobody else can look. */
  private static final class ClosedCoder extends CustomCoder<Optional<byte[]>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Optional<byte[]> value, OutputStream out) throws IOException {
      ByteArrayCoder.of().encode(value.orElseThrow(), out);
    }

    @Override
    public Optional<byte[]> decode(InputStream in) throws IOException {
      return Optional.of(ByteArrayCoder.of().decode(in));
    }
  }

  private static final class Slow<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element T element) throws InterruptedException {
      Thread.sleep(element instanceof byte[] array && array.length < MB ? 1 : 5);
    }
  }

  private static final class Buffering extends DoFn<byte[], Void> {
    private static final long serialVersionUID = 1L;

    private transient List<byte[]> kept = List.of();

    @StartBundle
    public void start() {
      kept = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element byte[] element) {
      kept.add(element);
    }

    @FinishBundle
    public void finish() {
      kept.clear();
    }
  }

  private static final class Print extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Integer sum) {
      System.out.println("sum " + sum);
    }
  }

  private static final class Sketch extends CombineFn<Long, byte[], Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] createAccumulator() {
      return new byte[32_768];
    }

    @Override
    public byte[] addInput(byte[] sketch, Long value) {
      sketch[(int) (value % sketch.length)] = 1;
      return sketch;
    }

    @Override
    public byte[] mergeAccumulators(Iterable<byte[]> all) {
      Iterator<byte[]> each = all.iterator();
      byte[] merged = each.next();
      while (each.hasNext()) {
        byte[] next = each.next();
        for (int i = 0; i < merged.length; i++) {
          merged[i] |= next[i];
        }
      }
      return merged;
    }

    @Override
    public Integer extractOutput(byte[] sketch) {
      int set = 0;
      for (byte bit : sketch) {
        set += bit;
      }
      return set;
    }

    @Override
    public Coder<byte[]> getAccumulatorCoder(CoderRegistry registry, Coder<Long> input) {
      return ByteArrayCoder.of();
    }
  }
}
