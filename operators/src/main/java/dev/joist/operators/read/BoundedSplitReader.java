// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Receiver;
import java.io.IOException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.WindowedValues;

/** One split of a bounded source while it is read. */
final class BoundedSplitReader<T> {

  private final BoundedReader<T> reader;
  private final int index;
  private final long emittedBefore;
  private long count;

  /** A reader that goes on where {@code progress} is. */
  BoundedSplitReader(BoundedSource<T> source, BoundedSplit progress, PipelineOptions options)
      throws IOException {
    this.reader = source.createReader(options);
    this.index = progress.index();
    this.emittedBefore = progress.emitted();
  }

  int index() {
    return index;
  }

  BoundedSplit progress() {
    return new BoundedSplit(index, Math.max(count, emittedBefore));
  }

  /** How many elements were read. */
  long count() {
    return count;
  }

  /** Reads at most {@code budget} elements; whether there may be more. */
  boolean read(int budget, Receiver output) throws IOException {
    for (int left = budget; left > 0; left--) {
      if (!(count == 0 ? reader.start() : reader.advance())) {
        return false;
      }
      count++;
      if (count > emittedBefore) {
        output.accept(
            WindowedValues.timestampedValueInGlobalWindow(
                reader.getCurrent(), reader.getCurrentTimestamp()));
      }
    }
    return true;
  }

  void close() throws IOException {
    reader.close();
  }
}
