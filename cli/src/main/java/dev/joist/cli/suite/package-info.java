// SPDX-License-Identifier: Apache-2.0
/**
 * The suites that {@code joist test} runs, and how their results add up.
 *
 * <p>Open {@link dev.joist.cli.suite.Suite} first.
 */
@NullMarked
package dev.joist.cli.suite;

import org.jspecify.annotations.NullMarked;
