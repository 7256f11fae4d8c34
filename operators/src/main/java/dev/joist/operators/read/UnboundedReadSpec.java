// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.io.UnboundedSource;

/**
 * An unbounded read.
 *
 * @param transform full name of the transform
 * @param step name under which the source's metrics are reported
 * @param source what is read; it is split when the job starts
 */
public record UnboundedReadSpec<T, MarkT extends UnboundedSource.CheckpointMark>(
    String transform, String step, UnboundedSource<T, MarkT> source) {}
