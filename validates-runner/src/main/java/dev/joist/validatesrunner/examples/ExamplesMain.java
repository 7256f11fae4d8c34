// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs each of Beam's examples on DirectRunner and then on Joist, and compares what they wrote. The
 * last line is the counts, one for each example and way to run it.
 */
public final class ExamplesMain {

  private static final Map<String, List<String>> MODES = modes();

  private static final int LINES = 1_500;

  private final Path directory;
  private final PrintStream out;
  private int passed;
  private int failed;

  private ExamplesMain(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  private static Map<String, List<String>> modes() {
    Map<String, List<String>> modes = new LinkedHashMap<>();
    modes.put("p1-batch", joist(1, false));
    modes.put("p4-batch", joist(4, false));
    modes.put("p4-streaming", joist(4, true));
    return modes;
  }

  private static List<String> joist(int parallelism, boolean streaming) {
    return List.of(
        "--runner=JoistRunner", "--parallelism=" + parallelism, "--streaming=" + streaming);
  }

  /** Exits with 0 if all wrote the same; run from the root of the repository. */
  public static void main(String[] args) {
    Path directory = Path.of("validates-runner", "target", "beam-examples").toAbsolutePath();
    Path texts = Path.of("examples", "data").toAbsolutePath();
    System.exit(new ExamplesMain(directory, System.out).run(texts) ? 0 : 1);
  }

  private boolean run(Path texts) {
    clear();
    Path copies = create("texts");
    copyTexts(texts, copies);
    Path events = directory.resolve("events.csv");
    GameEvents.write(events);
    BeamExample.all(copies, events).forEach(this::run);
    out.printf("%d passed, %d failed, 0 skipped%n", passed, failed);
    return failed == 0;
  }

  /**
   * Without the checks and with one small file to stage, since it looks at the whole class path
   * again and again otherwise.
   */
  private List<String> direct() {
    return List.of(
        "--runner=DirectRunner",
        "--enforceImmutability=false",
        "--enforceEncodability=false",
        "--filesToStage=" + directory.resolve("events.csv"));
  }

  private void run(BeamExample example) {
    ExampleOutput expected = output(example, "direct", direct());
    MODES.forEach(
        (mode, options) -> {
          ExampleOutput actual = output(example, mode, options);
          String difference = actual.difference(expected);
          boolean isSame = difference.isEmpty() && !expected.counts().isEmpty();
          passed += isSame ? 1 : 0;
          failed += isSame ? 0 : 1;
          out.printf(
              "%s %s: %s%n",
              example.name(),
              mode,
              isSame
                  ? "same as DirectRunner, %d different lines".formatted(expected.counts().size())
                  : "DIFFERS: " + difference);
        });
  }

  /** Runs an example as its user would and reads what it wrote; nothing if it failed. */
  private ExampleOutput output(BeamExample example, String mode, List<String> options) {
    Path target = create(example.name() + "-" + mode);
    try {
      Class.forName(example.mainClass())
          .getMethod("main", String[].class)
          .invoke(null, (Object) example.commandLine(options, target));
    } catch (ReflectiveOperationException e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      out.printf("%s %s failed: %s%n", example.name(), mode, cause);
    }
    return ExampleOutput.read(target, example.comparison());
  }

  private Path create(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory in " + directory, e);
    }
  }

  /**
   * Only the beginnings of texts, as DirectRunner takes its time, and nothing else: one of the
   * examples reads all that is in its directory.
   */
  private static void copyTexts(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".txt")).toList()) {
        List<String> lines = Files.readAllLines(file);
        Files.write(
            to.resolve(file.getFileName()), lines.subList(0, Math.min(LINES, lines.size())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the texts in " + from, e);
    }
  }

  private void clear() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + directory, e);
    }
  }
}
