// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Sees the options of a pipeline before its runner is made of them.
 *
 * <p>Beam shows options to those who register file systems, as the first thing that it does when a
 * pipeline is created or run with them ({@link PipelineRunner#fromOptions}). There are no file
 * systems here: that is only where to look.
 *
 * <p><b>Threading:</b> a program may create pipelines on any of its threads.
 */
public final class RunnerGuard implements FileSystemRegistrar {

  /** What Beam's own workers do with options that they were sent. */
  private static final String FROM_JSON =
      "org.apache.beam.runners.core.construction.SerializablePipelineOptions";

  private static volatile @Nullable RunnerChoice current;

  /** From now on {@code choice} decides. */
  static void use(@Nullable RunnerChoice choice) {
    current = choice;
  }

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    RunnerChoice choice = current;
    String caller = choice == null ? FROM_JSON : caller().orElse(FROM_JSON);
    if (choice != null && !caller.startsWith(FROM_JSON)) {
      choice.apply(options, caller.equals(PipelineRunner.class.getName()));
    }
    return List.of();
  }

  /** The class that handed the options to Beam's file systems. */
  private static Optional<String> caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .dropWhile(name -> !name.equals(FileSystems.class.getName()))
                    .dropWhile(name -> name.equals(FileSystems.class.getName()))
                    .findFirst());
  }
}
