// SPDX-License-Identifier: Apache-2.0
/**
 * Queries of Nexmark as Beam pipelines on Joist, beside the same written for Flink's own API.
 *
 * <p>Open {@link dev.joist.benchmarks.nativeflink.NativeCommand} first.
 */
@NullMarked
package dev.joist.benchmarks.nativeflink;

import org.jspecify.annotations.NullMarked;
