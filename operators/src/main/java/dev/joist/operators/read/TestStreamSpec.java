// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.testing.TestStream;

/**
 * A test stream. Its operator runs in one subtask.
 *
 * @param transform full name of the transform
 * @param stream the events
 */
public record TestStreamSpec<T>(String transform, TestStream<T> stream) {}
