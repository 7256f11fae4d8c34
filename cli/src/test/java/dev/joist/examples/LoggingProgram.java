// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs by slf4j and by the JDK, as programs and their libraries do. */
public final class LoggingProgram {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingProgram.class);

  private LoggingProgram() {}

  static final class Tell extends DoFn<Integer, Void> {
    @ProcessElement
    public void process(@Element Integer number) {
      LOG.debug("number {} in detail", number);
      LOG.info("number {}", number);
      java.util.logging.Logger.getLogger("com.example.library").warning("old number " + number);
    }
  }

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    LOG.info("begins");
    pipeline.apply(Create.of(7)).apply("Tell", ParDo.of(new Tell()));
    pipeline.run();
  }
}
