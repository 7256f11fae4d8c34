// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.Map;
import org.apache.beam.sdk.io.WriteFiles;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** A write of the user's with a number of shards, in place of that write. */
final class ShardedWrite<UserT, DestinationT, OutputT>
    extends PTransform<PCollection<UserT>, WriteFilesResult<DestinationT>> {

  private static final long serialVersionUID = 1L;

  private final WriteFiles<UserT, DestinationT, OutputT> write;
  private final int shards;
  private final RecordedErrors errors;
  private final int errorCollections;

  /**
   * A write like {@code write}, with {@code shards} shards.
   *
   * @param errors takes the bad records, in place of the user's error handler
   * @param errorCollections in how many collections that handler expects them; 0 if there is none
   */
  ShardedWrite(
      WriteFiles<UserT, DestinationT, OutputT> write,
      int shards,
      RecordedErrors errors,
      int errorCollections) {
    this.write = write;
    this.shards = shards;
    this.errors = errors;
    this.errorCollections = errorCollections;
  }

  @Override
  public Map<TupleTag<?>, PValue> getAdditionalInputs() {
    return write.getAdditionalInputs();
  }

  @Override
  public WriteFilesResult<DestinationT> expand(PCollection<UserT> input) {
    WriteFiles<UserT, DestinationT, OutputT> sharded = write.withNumShards(shards);
    if (errorCollections > 0) {
      sharded = sharded.withBadRecordErrorHandler(errors);
    }
    WriteFilesResult<DestinationT> result = input.apply("WriteFiles", sharded);
    if (errorCollections > 0) {
      errors.flattenInto(errorCollections);
    }
    return result;
  }
}
