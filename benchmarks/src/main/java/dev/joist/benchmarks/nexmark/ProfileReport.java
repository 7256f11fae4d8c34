// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.profile.FlightProfile;
import dev.joist.benchmarks.profile.Spender;
import dev.joist.benchmarks.report.MarkdownTable;
import dev.joist.benchmarks.session.SessionFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where the time of each query goes on Joist, from the recording of its first run. */
final class ProfileReport {

  private static final double MILLIS_PER_SECOND = 1e3;

  /** Whose methods the JIT compiler compiles; what is missing is Beam's. */
  private static final Map<String, Set<Spender>> COMPILED_FOR = new LinkedHashMap<>();

  static {
    COMPILED_FOR.put("Nexmark", EnumSet.of(Spender.GENERATOR, Spender.NEXMARK));
    COMPILED_FOR.put("the JDK", EnumSet.of(Spender.OTHER));
    COMPILED_FOR.put("Joist", EnumSet.of(Spender.STATE, Spender.OPERATORS, Spender.EXECUTION));
  }

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
    header.addAll(List.of("Samples of main", "Pauses, ms", "JIT compiler, s"));
    COMPILED_FOR.keySet().forEach(title -> header.add("for " + title));
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
    cells.add(seconds(profile, EnumSet.allOf(Spender.class)));
    COMPILED_FOR.values().forEach(owners -> cells.add(seconds(profile, owners)));
    return cells;
  }

  private static String seconds(FlightProfile profile, Set<Spender> owners) {
    return String.format(
        Locale.ROOT, "%.1f", profile.compiling(owners).toMillis() / MILLIS_PER_SECOND);
  }
}
