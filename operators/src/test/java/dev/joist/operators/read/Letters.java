// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;

/**
 * A bounded source of words, one split each; the letters of a word are its elements. A word of a
 * hash sign cannot be split off.
 */
final class Letters extends BoundedSource<String> {

  private static final long serialVersionUID = 1L;

  /** Words whose readers were closed. */
  static final List<String> CLOSED = new CopyOnWriteArrayList<>();

  private final List<String> words;

  Letters(String... words) {
    this.words = List.of(words);
  }

  @Override
  public List<Letters> split(long desiredBytes, PipelineOptions options) {
    if (words.contains("#")) {
      throw new NoClassDefFoundError("org/letters/Splitter");
    }
    List<Letters> splits = new ArrayList<>();
    words.forEach(word -> splits.add(new Letters(word)));
    return splits;
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return 0;
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public BoundedReader<String> createReader(PipelineOptions options) {
    return new Reader(words.get(0));
  }

  @Override
  public String toString() {
    return "Letters" + words;
  }

  /** Reads a word; a question mark cannot be read, an exclamation mark lacks a class. */
  private final class Reader extends BoundedReader<String> {

    private final String word;
    private final Iterator<String> letters;
    private String current = "";

    private Reader(String word) {
      this.word = word;
      this.letters = word.chars().mapToObj(Character::toString).iterator();
    }

    @Override
    public boolean start() throws IOException {
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      if (!letters.hasNext()) {
        return false;
      }
      current = letters.next();
      if (current.equals("?")) {
        throw new IOException("a letter is missing");
      }
      if (current.equals("!")) {
        throw new NoClassDefFoundError("org/letters/Reader");
      }
      return true;
    }

    @Override
    public String getCurrent() {
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(current.charAt(0));
    }

    @Override
    public void close() {
      CLOSED.add(word);
    }

    @Override
    public BoundedSource<String> getCurrentSource() {
      return Letters.this;
    }
  }
}
