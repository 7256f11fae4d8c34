// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.JobServices;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EndOfWindowOperator} or a {@link SessionsOperator} groups and how.
 *
 * @param transform full name of the transform
 * @param keyCoder coder of the keys
 * @param valueCoder coder of the values that are grouped
 * @param windowing strategy of the input
 * @param contents keeps the values of a window, or what becomes of them
 * @param sliced whether what sliding windows share is kept once
 * @param services what the operators of the job share
 */
public record EndOfWindowGrouping<
    K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>(
    String transform,
    Coder<K> keyCoder,
    Coder<InputT> valueCoder,
    WindowingStrategy<?, W> windowing,
    WindowContents.Factory<InputT, OutputT> contents,
    boolean sliced,
    JobServices services) {}
