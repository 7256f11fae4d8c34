// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.profile.FlightProfile;
import dev.joist.benchmarks.profile.Spender;
import dev.joist.benchmarks.report.MarkdownTable;
import dev.joist.benchmarks.session.SessionFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the time of each query goes on Joist, from the recording of its first run. */
final class ProfileReport {

  private final NexmarkPlan plan;
  private final SessionFolder folder;

  ProfileReport(NexmarkPlan plan, SessionFolder folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /** A row for each mode and query. */
  String render() throws IOException {
    List<String> header = new ArrayList<>(List.of("Mode", "Query", "Samples"));
    Arrays.stream(Spender.values()).forEach(spender -> header.add(spender.title()));
    header.addAll(List.of("Samples of main", "Pauses, ms"));
    MarkdownTable table = new MarkdownTable(header);
    for (Mode mode : plan.modes()) {
      for (String query : plan.queries()) {
        RunSpec run = new RunSpec(RunnerKind.JOIST, mode, query, plan.events(), 1);
        table.add(row(run, FlightProfile.read(folder.file(run.fileName(), ".jfr"))));
      }
    }
    return table.render();
  }

  private static List<String> row(RunSpec run, FlightProfile profile) {
    List<String> cells =
        new ArrayList<>(
            List.of(run.mode().word(), run.query(), Long.toString(profile.jobSamples())));
    for (Spender spender : Spender.values()) {
      cells.add(String.format(Locale.ROOT, "%.0f %%", profile.percent(spender)));
    }
    cells.add(Long.toString(profile.startUpSamples()));
    cells.add(Long.toString(profile.pauses().toMillis()));
    return cells;
  }
}
