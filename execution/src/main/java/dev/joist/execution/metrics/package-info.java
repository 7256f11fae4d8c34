// SPDX-License-Identifier: Apache-2.0
/**
 * What the runtime counts about itself.
 *
 * <p>Open {@link dev.joist.execution.metrics.SubtaskMetrics} first.
 */
@NullMarked
package dev.joist.execution.metrics;

import org.jspecify.annotations.NullMarked;
