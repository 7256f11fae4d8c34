// SPDX-License-Identifier: Apache-2.0
/**
 * Beam's Nexmark suite, run on several runners in turns and compared.
 *
 * <p>Open {@link dev.joist.benchmarks.nexmark.NexmarkSession} first.
 */
@NullMarked
package dev.joist.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
