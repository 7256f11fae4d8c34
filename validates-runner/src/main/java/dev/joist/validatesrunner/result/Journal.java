// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.drive.OutcomeSink;
import dev.joist.validatesrunner.drive.TestOutcome;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file to which each outcome is appended at once, so that a run that was interrupted can go on.
 * Its first line says what is run.
 *
 * <p><b>Threading:</b> any thread may append.
 */
public final class Journal implements OutcomeSink, Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What must not change between a run and its continuation. */
  public record Header(String suite, List<Mode> modes) {
    public Header {
      modes = List.copyOf(modes);
    }
  }

  private final List<TestOutcome> outcomes;
  private final BufferedWriter writer;

  private Journal(List<TestOutcome> outcomes, BufferedWriter writer) {
    this.outcomes = new ArrayList<>(outcomes);
    this.writer = writer;
  }

  /** Begins a new journal in place of an older one. */
  public static Journal begin(Path file, Header header) {
    return rewrite(file, header, List.of());
  }

  /**
   * Goes on with the journal of an interrupted run; begins one if there is none.
   *
   * @throws IllegalArgumentException if that run was another
   */
  public static Journal resume(Path file, Header header) {
    List<String> lines = readLines(file);
    if (lines.isEmpty()) {
      return begin(file, header);
    }
    Optional<Header> before = parse(lines.get(0), Header.class);
    if (!before.equals(Optional.of(header))) {
      throw new IllegalArgumentException(
          "the run to resume in %s was of %s, but this one is of %s; leave --resume out"
              .formatted(file, before.map(Header::toString).orElse("something else"), header));
    }
    List<TestOutcome> outcomes =
        lines.stream()
            .skip(1)
            .map(line -> parse(line, TestOutcome.class))
            .flatMap(Optional::stream) // the last line may have been cut off
            .toList();
    return rewrite(file, header, outcomes);
  }

  private static Journal rewrite(Path file, Header header, List<TestOutcome> outcomes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      BufferedWriter writer =
          Files.newBufferedWriter(
              file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      Journal journal = new Journal(outcomes, writer);
      journal.append(header);
      for (TestOutcome outcome : outcomes) {
        journal.append(outcome);
      }
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal " + file, e);
    }
  }

  private static List<String> readLines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + file, e);
    }
  }

  private static <T> Optional<T> parse(String line, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(line, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void accept(TestOutcome outcome) {
    try {
      outcomes.add(outcome);
      append(outcome);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to the journal", e);
    }
  }

  private void append(Object line) throws IOException {
    writer.write(JSON.writeValueAsString(line));
    writer.newLine();
    writer.flush();
  }

  /** All outcomes, those of the resumed run included. */
  public synchronized List<TestOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the journal", e);
    }
  }
}
