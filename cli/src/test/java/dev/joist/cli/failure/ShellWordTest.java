// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {

  @Test
  void aPlainWordNeedsNoQuotes() {
    assertThat(ShellWord.of("./libs/my-program_2.13.jar")).isEqualTo("./libs/my-program_2.13.jar");
  }

  @Test
  void anyOtherIsQuotedSoThatTheShellGivesItBackAsItIs() {
    assertThat(ShellWord.of("my program.jar")).isEqualTo("\"my program.jar\"");
    assertThat(ShellWord.of("app.Main$Inner")).isEqualTo("\"app.Main\\$Inner\"");
    assertThat(ShellWord.of("")).isEqualTo("\"\"");
  }
}
