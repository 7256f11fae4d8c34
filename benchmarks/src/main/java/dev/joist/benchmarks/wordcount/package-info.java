// SPDX-License-Identifier: Apache-2.0
/**
 * A word count of a text file, and what it takes until a pipeline's first element.
 *
 * <p>Open {@link dev.joist.benchmarks.wordcount.WordCountCommand} first.
 */
@NullMarked
package dev.joist.benchmarks.wordcount;

import org.jspecify.annotations.NullMarked;
