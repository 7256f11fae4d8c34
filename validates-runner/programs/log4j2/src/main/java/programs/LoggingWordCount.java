// SPDX-License-Identifier: Apache-2.0
package programs;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts words and logs each line. */
public class LoggingWordCount {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingWordCount.class);

  /** What to count, and where to write it. */
  public interface Options extends PipelineOptions {
    String getInput();

    void setInput(String input);

    String getOutput();

    void setOutput(String output);
  }

  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).as(Options.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(TextIO.read().from(options.getInput()))
        .apply(FlatMapElements.into(TypeDescriptors.strings()).via(LoggingWordCount::words))
        .apply(Count.perElement())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + ": " + count.getValue()))
        .apply(TextIO.write().to(options.getOutput()));
    pipeline.run().waitUntilFinish();
  }

  private static List<String> words(String line) {
    LOG.info("counting the words of '{}'", line);
    return List.of(line.split(" "));
  }
}
