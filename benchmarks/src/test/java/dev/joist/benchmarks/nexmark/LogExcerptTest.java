// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogExcerptTest {

  @Test
  void isTheInnermostCause() {
    String log =
        """
        Running query:HOT_ITEMS
        java.lang.RuntimeException: outer
        	at a.B.c(B.java:1)
        Caused by: java.io.IOException: disk full
        	... 3 more
        Heap
         garbage-first heap total 10K
        """;

    assertThat(LogExcerpt.cause(log)).isEqualTo("java.io.IOException: disk full");
  }

  @Test
  void isTheLastLineOfALogWithoutExceptions() {
    assertThat(LogExcerpt.cause("one\ntwo\n\n")).isEqualTo("two");
  }

  @Test
  void saysWhenThereIsNothing() {
    assertThat(LogExcerpt.cause("\n")).isEqualTo("it printed nothing");
  }

  @Test
  void cutsALongMessage() {
    assertThat(LogExcerpt.cause("a.B" + "Exception: " + "x".repeat(500)))
        .hasSize(241)
        .endsWith("x…");
  }
}
