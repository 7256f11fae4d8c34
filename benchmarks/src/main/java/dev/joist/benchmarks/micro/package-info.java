// SPDX-License-Identifier: Apache-2.0
/**
 * Parts of Joist measured with JMH, each beside plain Java that does the same: a benchmark class
 * has the methods {@code joist} and {@code plainJava}, and their quotient is the figure.
 *
 * <p>Open {@link dev.joist.benchmarks.micro.JmhCommand} first.
 */
@NullMarked
package dev.joist.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
