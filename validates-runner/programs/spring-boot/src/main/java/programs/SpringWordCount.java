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
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Counts words when the application has started. */
@SpringBootApplication
public class SpringWordCount implements CommandLineRunner {

  /** What to count, and where to write it. */
  public interface Options extends PipelineOptions {
    String getInput();

    void setInput(String input);

    String getOutput();

    void setOutput(String output);
  }

  public static void main(String[] args) {
    SpringApplication.run(SpringWordCount.class, args);
  }

  @Override
  public void run(String... args) {
    System.out.println("Spring Boot " + SpringBootVersion.getVersion());
    Options options = PipelineOptionsFactory.fromArgs(args).as(Options.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(TextIO.read().from(options.getInput()))
        .apply(
            FlatMapElements.into(TypeDescriptors.strings())
                .via((String line) -> List.of(line.split(" "))))
        .apply(Count.perElement())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + ": " + count.getValue()))
        .apply(TextIO.write().to(options.getOutput()));
    pipeline.run().waitUntilFinish();
  }
}
