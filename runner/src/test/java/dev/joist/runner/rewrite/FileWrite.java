// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.Write.FileNaming;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;

/** The ways in which a program writes files without choosing a number of shards. */
enum FileWrite {
  TEXT {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply("Write", TextIO.write().to(folder + "/lines"));
    }
  },
  WINDOWED_TEXT {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply("Write", TextIO.write().to(folder + "/lines").withWindowedWrites());
    }
  },
  WINDOWED_TEXT_WITH_ERRORS {
    @Override
    @SuppressWarnings("deprecation") // Only a format function of TextIO itself may refuse a line.
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply(
          "Write",
          TextIO.<String>writeCustomType()
              .to(folder + "/lines")
              .withFormatFunction(FileWrite::refuseBad)
              .withWindowedWrites()
              .withBadRecordErrorHandler(errors));
    }

    @Override
    boolean refusesBadLines() {
      return true;
    }
  },
  WINDOWED_TEXT_WITH_AUTO_SHARDING {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply(
          "Write",
          TextIO.write()
              .to(folder + "/lines")
              .withWindowedWrites()
              .withAutoSharding()
              .withBatchSize(10));
    }
  },
  FILES {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply("Write", FileIO.<String>write().via(TextIO.sink()).to(folder));
    }
  },
  FILES_NAMED_BY_SHARD {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      FileNaming naming =
          (window, pane, shards, shard, compression) -> window.maxTimestamp() + "-" + shard;
      lines.apply("Write", FileIO.<String>write().via(TextIO.sink()).withNaming(naming).to(folder));
    }
  },
  FILES_WITH_ERRORS {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply(
          "Write",
          FileIO.<String>write()
              .via(Contextful.fn(FileWrite::refuseBad), TextIO.sink())
              .to(folder)
              .withBadRecordErrorHandler(errors));
    }

    @Override
    boolean refusesBadLines() {
      return true;
    }
  },
  FIVE_DESTINATIONS {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply("Write", byRemainder(5, folder));
    }
  },
  SIXTY_DESTINATIONS {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply("Write", byRemainder(60, folder));
    }
  },
  SIXTY_DESTINATIONS_WITHOUT_SPILLING_WITH_ERRORS {
    @Override
    void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors) {
      lines.apply(
          "Write",
          byRemainder(60, folder)
              .via(Contextful.fn(FileWrite::refuseBad), TextIO.sink())
              .withNoSpilling()
              .withBadRecordErrorHandler(errors));
    }

    @Override
    boolean refusesBadLines() {
      return true;
    }
  };

  /** Writes {@code lines} somewhere below {@code folder}. */
  abstract void apply(PCollection<String> lines, String folder, ErrorHandler<BadRecord, ?> errors);

  /** Whether lines that {@link #isBad} go to the error handler instead of a file. */
  boolean refusesBadLines() {
    return false;
  }

  static boolean isBad(String line) {
    return line.endsWith("7");
  }

  private static String refuseBad(String line) {
    if (isBad(line)) {
      throw new IllegalArgumentException(line + " is bad");
    }
    return line;
  }

  /** A write of each line to the destination that its number gives. */
  static FileIO.Write<Integer, String> byRemainder(int destinations, String folder) {
    SerializableFunction<String, Integer> remainder =
        line -> Integer.parseInt(line.substring("line ".length())) % destinations;
    return FileIO.<Integer, String>writeDynamic()
        .by(remainder)
        .withDestinationCoder(VarIntCoder.of())
        .via(TextIO.sink())
        .withNaming(destination -> FileIO.Write.defaultNaming("to-" + destination, ".txt"))
        .to(folder);
  }
}
