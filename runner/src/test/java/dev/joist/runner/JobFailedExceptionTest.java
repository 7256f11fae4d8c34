// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class JobFailedExceptionTest {

  private final Exception thrown = new IOException("no such file", new Exception("deeper"));

  @Test
  void causeIsWhatTheInnermostUserCodeThrew() {
    Throwable failure =
        new JoistException(
            Kind.USER_CODE,
            "transform A/B failed",
            UserCodeException.wrap(new RuntimeException(UserCodeException.wrap(thrown))));

    RuntimeException told = JobFailedException.of(failure);

    assertThat(told)
        .isInstanceOf(PipelineExecutionException.class)
        .hasMessage("transform A/B failed: java.io.IOException: no such file");
    assertThat(told.getCause()).isSameAs(thrown);
  }

  @Test
  void causeIsWhatWasThrownWhereBeamDidNotWrapIt() {
    RuntimeException told =
        JobFailedException.of(new JoistException(Kind.USER_CODE, "source S failed", thrown));

    assertThat(told).isInstanceOf(JobFailedException.class);
    assertThat(told.getCause()).isSameAs(thrown);
  }

  @Test
  void messageDoesNotRepeatTheCause() {
    RuntimeException told =
        JobFailedException.of(
            new JoistException(Kind.USER_CODE, "transform A threw " + thrown, thrown));

    assertThat(told).hasMessage("transform A threw java.io.IOException: no such file");
  }

  @Test
  void aFailureOfOtherKindsIsThrownAsItIs() {
    JoistException failure = new JoistException(Kind.RESOURCE, "the disk is full", thrown);

    assertThat(JobFailedException.of(failure)).isSameAs(failure);
  }

  @Test
  void aFailureThatNobodyNamedIsTheCause() {
    Error failure = new StackOverflowError();

    assertThat(JobFailedException.of(failure))
        .isInstanceOf(JobFailedException.class)
        .hasCause(failure);
  }
}
