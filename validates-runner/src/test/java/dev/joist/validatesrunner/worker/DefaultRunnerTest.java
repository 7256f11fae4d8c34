// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRunnerTest {

  private static final String NAME = "org.apache.beam.runners.direct.DirectRunner";

  @Test
  void isWhatBeamTakesByNameWhereNoRunnerIsNamed(@TempDir Path directory) throws Exception {
    DefaultRunner.writeClass(directory);

    try (URLClassLoader loader = new FirstLoader(directory)) {
      Class<?> written = loader.loadClass(NAME);

      assertThat(written.getClassLoader()).isSameAs(loader);
      assertThat(written).isAssignableTo(PipelineRunner.class);
      assertThat(written.getMethod("fromOptions", PipelineOptions.class).getReturnType())
          .isEqualTo(PipelineRunner.class);
    }
  }

  /** Looks into a directory before it asks its parent, which has a runner of that name too. */
  private static final class FirstLoader extends URLClassLoader {

    FirstLoader(Path directory) throws Exception {
      super(new URL[] {directory.toUri().toURL()}, DefaultRunnerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(NAME) ? findClass(name) : super.loadClass(name, resolve);
    }
  }
}
