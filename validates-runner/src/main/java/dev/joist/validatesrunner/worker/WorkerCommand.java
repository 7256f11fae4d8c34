// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the driver tells a worker. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerCommand.Run.class, name = "run"),
  @JsonSubTypes.Type(value = WorkerCommand.Dump.class, name = "dump")
})
public sealed interface WorkerCommand {

  /**
   * Run tests of one class and then say {@link WorkerEvent.UnitDone}.
   *
   * @param pipelineOptions what {@code TestPipeline} parses, such as {@code --runner=DirectRunner}
   * @param methods names as JUnit reports them
   */
  record Run(List<String> pipelineOptions, String className, List<String> methods)
      implements WorkerCommand {

    public Run {
      pipelineOptions = List.copyOf(pipelineOptions);
      methods = List.copyOf(methods);
    }
  }

  /** Answer with {@link WorkerEvent.Dumped}, also while a test runs. */
  record Dump() implements WorkerCommand {}
}
