// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void countsEverythingButIdlingAndWaiting() {
    String stat = "cpu  1000 200 300 99999 55555 10 20 70 7777 0\ncpu0 1 2 3 4 5 6 7 8 9 0\n";

    assertThat(ProcessorTime.parse(stat)).isEqualTo(new ProcessorTime(16.0));
  }

  @Test
  void refusesAnotherFile() {
    assertThatThrownBy(() -> ProcessorTime.parse("MemTotal: 5 kB"))
        .hasMessage("not the text of /proc/stat: MemTotal: 5 kB");
  }
}
