// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.io.BoundedSource;

/**
 * A bounded read.
 *
 * @param transform full name of the transform
 * @param step name under which the source's metrics are reported
 * @param source what is read; it is split when the job starts
 */
public record BoundedReadSpec<T>(String transform, String step, BoundedSource<T> source) {}
