// SPDX-License-Identifier: Apache-2.0
package programs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Counts words by way of JSON, with a method that Jackson has from 2.19 on. */
public class JacksonWordCount {

  /** What to count, and where to write it. */
  public interface Options extends PipelineOptions {
    @Description("Text to count the words of")
    String getInput();

    void setInput(String input);

    @Description("Prefix of the files to write")
    String getOutput();

    void setOutput(String output);
  }

  public static void main(String[] args) {
    Options options = PipelineOptionsFactory.fromArgs(args).as(Options.class);
    System.out.println("Jackson " + PackageVersion.VERSION);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(TextIO.read().from(options.getInput()))
        .apply(FlatMapElements.into(TypeDescriptors.strings()).via(JacksonWordCount::words))
        .apply(Count.perElement())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + ": " + count.getValue()))
        .apply(TextIO.write().to(options.getOutput()));
    pipeline.run().waitUntilFinish();
  }

  private static List<String> words(String line) {
    try {
      JsonNode words = new ObjectMapper().readTree("[\"" + line.replace(" ", "\",\"") + "\"]");
      return words.valueStream().map(JsonNode::asText).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
