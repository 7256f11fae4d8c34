// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * A pipeline of one element and one function. Arguments: the file for its facts, then options of
 * the pipeline.
 */
public final class StartUp {

  private StartUp() {}

  public static void main(String[] args) throws IOException {
    String[] options = Arrays.copyOfRange(args, 1, args.length);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(options).create());
    pipeline.apply(Create.of("first")).apply(ParDo.of(new NoteElement()));
    pipeline.run().waitUntilFinish();
    new Facts(FirstElement.facts()).write(Path.of(args[0]));
  }

  private static final class NoteElement extends DoFn<String, Void> {

    @ProcessElement
    public void process() {
      FirstElement.note();
    }
  }
}
