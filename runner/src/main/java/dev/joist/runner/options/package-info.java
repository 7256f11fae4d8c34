// SPDX-License-Identifier: Apache-2.0
/**
 * Options that users bring from Flink's runner: their names, and what Joist makes of each.
 *
 * <p>Knows no other package of Joist but {@code execution}'s errors. Open {@link
 * dev.joist.runner.options.FlinkNamedOptions} first.
 */
@NullMarked
package dev.joist.runner.options;

import org.jspecify.annotations.NullMarked;
