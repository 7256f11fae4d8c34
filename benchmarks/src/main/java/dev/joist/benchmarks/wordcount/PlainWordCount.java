// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The word count of {@link WordCount} without Beam: a hash map on each thread, and one of all at
 * the end. What it takes no runner can do without. Arguments: the file for its facts, the text, the
 * number of threads.
 */
public final class PlainWordCount {

  private static final int FACTS = 0;
  private static final int TEXT = 1;
  private static final int THREADS = 2;

  private PlainWordCount() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] text = Files.readAllBytes(Path.of(args[TEXT]));
    int threads = Integer.parseInt(args[THREADS]);
    FirstElement.note();
    Path output = Files.createTempDirectory("joist-wordcount");
    write(counted(text, threads), output.resolve("counts"));
    Map<String, Long> facts = new TreeMap<>(FirstElement.facts());
    facts.putAll(CountedWords.takenFrom(output).facts());
    new Facts(facts).write(Path.of(args[FACTS]));
  }

  /** The words of {@code text} with their counts. */
  static Map<String, Long> counted(byte[] text, int threads) throws InterruptedException {
    List<Part> parts = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= threads; i++) {
      int to =
          i == threads ? text.length : endOfLine(text, (int) ((long) text.length * i / threads));
      Part part = new Part(text, from, Math.max(from, to));
      Thread thread = new Thread(part, "part " + i);
      thread.start();
      parts.add(part);
      running.add(thread);
      from = Math.max(from, to);
    }
    Map<String, Long> all = new HashMap<>();
    for (int i = 0; i < threads; i++) {
      running.get(i).join();
      parts.get(i).counts.forEach((word, count) -> all.merge(word, count.value, Long::sum));
    }
    return all;
  }

  /** Behind the line that {@code position} is in. */
  private static int endOfLine(byte[] text, int position) {
    int end = position;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, text.length);
  }

  private static void write(Map<String, Long> counts, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    counts.forEach((word, count) -> lines.add(word + ": " + count));
    Files.write(file, lines);
  }

  private static final class Count {
    private long value;
  }

  /** Whole lines of the text. */
  private static final class Part implements Runnable {

    private final byte[] text;
    private final int from;
    private final int to;
    private final Map<String, Count> counts = new HashMap<>();

    Part(byte[] text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      int begin = from;
      while (begin < to) {
        int next = endOfLine(text, begin);
        int end = text[next - 1] == '\n' ? next - 1 : next;
        count(new String(text, begin, end - begin, StandardCharsets.UTF_8));
        begin = next;
      }
    }

    private void count(String line) {
      for (String word : WordCount.NO_LETTERS.split(line, -1)) {
        if (!word.isEmpty()) {
          counts.computeIfAbsent(word, first -> new Count()).value++;
        }
      }
    }
  }
}
