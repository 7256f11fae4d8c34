// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The most frequent words of a text: read, split, count, keep the top, write.
 *
 * <p>One file comes out, {@code <output>-00000-of-00001}, with a line {@code word<TAB>count} for
 * each of the 100 most frequent words, the most frequent first and equally frequent ones by word.
 * {@link Words} says what a word is.
 */
public final class TopWords {

  private static final int WORDS_KEPT = 100;

  /** The command line of this program. */
  public interface Options extends PipelineOptions {

    /** Text to read. */
    @Description("Text file, or glob of text files, to count the words of; UTF-8")
    @Default.String("examples/data/*.txt")
    @Validation.Required
    String getInput();

    /** Sets the text to read. */
    void setInput(String input);

    /** Where the result goes. */
    @Description("Prefix of the file to write: <output>-00000-of-00001")
    @Default.String("target/examples/top-words")
    @Validation.Required
    String getOutput();

    /** Sets where the result goes. */
    void setOutput(String output);
  }

  /** Rarer words first; among equally frequent ones, the word later in the alphabet first. */
  private static final class ByCountThenWord implements Comparator<KV<String, Long>>, Serializable {

    @Override
    public int compare(KV<String, Long> left, KV<String, Long> right) {
      int byCount = Long.compare(left.getValue(), right.getValue());
      return byCount != 0 ? byCount : right.getKey().compareTo(left.getKey());
    }
  }

  private TopWords() {}

  /** Runs the program and says where its result is. */
  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).withValidation().as(Options.class);
    PipelineResult.State state = pipeline(options).run().waitUntilFinish();
    if (state == PipelineResult.State.DONE) {
      System.out.printf(
          "The %d most frequent words of %s are in %s-00000-of-00001%n",
          WORDS_KEPT, options.getInput(), options.getOutput());
    }
  }

  /** The pipeline that {@code options} ask for, ready to run. */
  static Pipeline pipeline(Options options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "ReadLines",
            TextIO.read()
                .from(options.getInput())
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
        .apply("SplitWords", FlatMapElements.into(TypeDescriptors.strings()).via(Words::in))
        .apply("CountWords", Count.perElement())
        .apply("KeepTop", Top.of(WORDS_KEPT, new ByCountThenWord()))
        .apply("Format", FlatMapElements.into(TypeDescriptors.strings()).via(TopWords::page))
        .apply("WriteTop", TextIO.write().to(options.getOutput()).withNumShards(1));
    return pipeline;
  }

  /** One string for all lines, since elements of their own would be written in any order. */
  private static List<String> page(List<KV<String, Long>> top) {
    if (top.isEmpty()) {
      return List.of();
    }
    return List.of(
        top.stream()
            .map(entry -> entry.getKey() + '\t' + entry.getValue())
            .collect(Collectors.joining("\n")));
  }
}
