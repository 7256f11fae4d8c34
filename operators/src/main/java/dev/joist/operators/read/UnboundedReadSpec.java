// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * An unbounded read.
 *
 * @param transform full name of the transform
 * @param step name under which the source's metrics are reported
 * @param source what is read; it is split when the job starts
 * @param hasRecordIds whether each record comes as a pair of its id, as bytes, and itself
 */
public record UnboundedReadSpec<T, MarkT extends UnboundedSource.CheckpointMark>(
    String transform, String step, UnboundedSource<T, MarkT> source, boolean hasRecordIds) {

  /** A read of the records as they are. */
  public UnboundedReadSpec(String transform, String step, UnboundedSource<T, MarkT> source) {
    this(transform, step, source, false);
  }

  /** The coder of what is emitted. */
  Coder<?> elementCoder() {
    Coder<T> records = source.getOutputCoder();
    return hasRecordIds ? KvCoder.of(ByteArrayCoder.of(), records) : records;
  }

  /** The same read, of pairs of id and record. */
  public UnboundedReadSpec<T, MarkT> withRecordIds() {
    return new UnboundedReadSpec<>(transform, step, source, true);
  }
}
