// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.window;

import org.apache.beam.sdk.transforms.windowing.WindowFn;

/**
 * A Window.into.
 *
 * @param transform full name of the transform
 * @param windowFn assigns windows to each element
 */
public record AssignWindowsSpec<T>(String transform, WindowFn<T, ?> windowFn) {}
