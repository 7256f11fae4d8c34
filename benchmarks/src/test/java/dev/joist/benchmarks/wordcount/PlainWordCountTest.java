// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordCountTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void countsEachWordOnceHoweverManyThreadsShareTheText(int threads) throws Exception {
    assertThat(counted("a b, a\n\n'c'a4b\nüb a\nd", threads))
        .isEqualTo(Map.of("a", 4L, "b", 2L, "c", 1L, "üb", 1L, "d", 1L));
    assertThat(counted("a\n", threads)).isEqualTo(Map.of("a", 1L));
    assertThat(counted("", threads)).isEmpty();
  }

  private static Map<String, Long> counted(String text, int threads) throws InterruptedException {
    return PlainWordCount.counted(text.getBytes(StandardCharsets.UTF_8), threads);
  }
}
