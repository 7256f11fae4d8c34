// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTest {

  @TempDir private Path directory;

  @Test
  void readsWhatItWrote() throws IOException {
    Facts facts = new Facts(Map.of("results", 12L, "checksum", Long.MIN_VALUE));
    Path file = directory.resolve("facts");

    facts.write(file);

    assertThat(Facts.read(file)).isEqualTo(facts);
  }

  @Test
  void namesAFactThatIsMissing() {
    assertThatThrownBy(() -> new Facts(Map.of("results", 12L)).get("checksum"))
        .hasMessage("no 'checksum' among [results]");
  }
}
