// SPDX-License-Identifier: Apache-2.0
/**
 * What a run logs: at which levels, and as what lines.
 *
 * <p>Knows no other package of the runner. Open {@link dev.joist.runner.logging.LogLevels} first.
 */
@NullMarked
package dev.joist.runner.logging;

import org.jspecify.annotations.NullMarked;
