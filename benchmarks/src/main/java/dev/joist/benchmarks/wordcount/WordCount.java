// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Beam's word count on any runner. Arguments: the file for its facts, the text, then options of the
 * pipeline.
 */
public final class WordCount {

  /** What is between words, as in Beam's own example. */
  static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private static final int FACTS = 0;
  private static final int TEXT = 1;
  private static final int OPTIONS = 2;

  private WordCount() {}

  public static void main(String[] args) throws IOException {
    String[] options = Arrays.copyOfRange(args, OPTIONS, args.length);
    Path output = Files.createTempDirectory("joist-wordcount");
    PipelineResult.State state =
        pipeline(
                PipelineOptionsFactory.fromArgs(options).create(),
                args[TEXT],
                output.resolve("counts").toString())
            .run()
            .waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as %s, not as DONE".formatted(state));
    }
    Map<String, Long> facts = new TreeMap<>(FirstElement.facts());
    facts.putAll(CountedWords.takenFrom(output).facts());
    new Facts(facts).write(Path.of(args[FACTS]));
  }

  static Pipeline pipeline(PipelineOptions options, String text, String output) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("ReadLines", TextIO.read().from(text))
        .apply("SplitWords", ParDo.of(new SplitWords()))
        .apply("CountWords", Count.perElement())
        .apply(
            "Format",
            MapElements.into(TypeDescriptors.strings())
                .via(counted -> counted.getKey() + ": " + counted.getValue()))
        .apply("WriteCounts", TextIO.write().to(output));
    return pipeline;
  }

  /** The words of a line. */
  static final class SplitWords extends DoFn<String, String> {

    @Setup
    public void setUp() {
      FirstElement.note();
    }

    @ProcessElement
    public void process(@Element String line, OutputReceiver<String> words) {
      for (String word : NO_LETTERS.split(line, -1)) {
        if (!word.isEmpty()) {
          words.output(word);
        }
      }
    }
  }
}
