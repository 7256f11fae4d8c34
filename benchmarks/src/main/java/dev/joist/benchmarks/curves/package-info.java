// SPDX-License-Identifier: Apache-2.0
/**
 * What an element costs with more keys, more windows and more state, on Joist and in plain Java.
 *
 * <p>Open {@link dev.joist.benchmarks.curves.CurvesCommand} first.
 */
@NullMarked
package dev.joist.benchmarks.curves;

import org.jspecify.annotations.NullMarked;
