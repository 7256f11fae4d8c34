// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightProfileTest {

  @TempDir private Path directory;

  @Test
  void readsARecording() throws IOException {
    Path file = directory.resolve("a.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.GCPhasePause");
      recording.start();
      System.gc();
      recording.stop();
      recording.dump(file);
    }

    FlightProfile profile = FlightProfile.read(file);

    assertThat(profile.jobSamples()).isZero();
    assertThat(profile.pauses()).isPositive();
    assertThat(profile.percent(Spender.STATE)).isZero();
  }

  @Test
  void sharesTheTimeOfTheJobsThreads() {
    FlightProfile profile =
        new FlightProfile(Map.of(Spender.STATE, 1L, Spender.SDK, 3L), 7, Duration.ZERO, Map.of());

    assertThat(profile.jobSamples()).isEqualTo(4);
    assertThat(profile.percent(Spender.SDK)).isEqualTo(75);
    assertThat(profile.percent(Spender.GENERATOR)).isZero();
  }

  @Test
  void addsUpWhatWasCompiledForSomebody() {
    FlightProfile profile =
        new FlightProfile(
            Map.of(),
            0,
            Duration.ZERO,
            Map.of(
                Spender.STATE, Duration.ofMillis(30),
                Spender.OPERATORS, Duration.ofMillis(500),
                Spender.GENERATOR, Duration.ofSeconds(2)));

    assertThat(profile.compiling(Set.of(Spender.STATE, Spender.OPERATORS, Spender.SDK)))
        .isEqualTo(Duration.ofMillis(530));
    assertThat(profile.compiling(Set.of())).isZero();
  }
}
