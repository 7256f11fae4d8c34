// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the user's error handler when a write is expanded a second time: that handler was
 * closed when the pipeline was built, and its sink already reads the collections of the first
 * expansion.
 */
final class RecordedErrors implements ErrorHandler<BadRecord, PCollection<BadRecord>> {

  private static final long serialVersionUID = 1L;

  /** Needed only while the pipeline is built, not by the functions that carry the write along. */
  private transient List<PCollection<BadRecord>> collections = new ArrayList<>();

  /** The collections that were added, in order. */
  List<PCollection<BadRecord>> collections() {
    return collections;
  }

  /** Flattens the last collections into one, so that there are {@code count} in all. */
  void flattenInto(int count) {
    List<PCollection<BadRecord>> first = collections.subList(0, count - 1);
    List<PCollection<BadRecord>> last = collections.subList(count - 1, collections.size());
    List<PCollection<BadRecord>> merged = new ArrayList<>(first);
    merged.add(PCollectionList.of(last).apply("FlattenErrors", Flatten.pCollections()));
    collections = merged;
  }

  @Override
  public void addErrorCollection(PCollection<BadRecord> errorCollection) {
    collections.add(errorCollection);
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public @Nullable PCollection<BadRecord> getOutput() {
    return null;
  }

  @Override
  public void close() {}
}
