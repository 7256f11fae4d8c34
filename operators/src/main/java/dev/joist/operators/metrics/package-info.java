// SPDX-License-Identifier: Apache-2.0
/**
 * User metrics: one container per step and writer, merged when somebody asks.
 *
 * <p>Open {@link dev.joist.operators.metrics.StepMetrics} first.
 */
@NullMarked
package dev.joist.operators.metrics;

import org.jspecify.annotations.NullMarked;
