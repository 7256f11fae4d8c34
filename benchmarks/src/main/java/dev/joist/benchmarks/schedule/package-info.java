// SPDX-License-Identifier: Apache-2.0
/**
 * Keys that come on schedule or as fast as they are read, the same ones each time.
 *
 * <p>Open {@link dev.joist.benchmarks.schedule.Schedule} first.
 */
@NullMarked
package dev.joist.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
