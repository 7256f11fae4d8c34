// SPDX-License-Identifier: Apache-2.0
/**
 * How long after they could be known the results of windows come out, at a steady rate of events.
 *
 * <p>Open {@link dev.joist.benchmarks.latency.LatencyCommand} first.
 */
@NullMarked
package dev.joist.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
