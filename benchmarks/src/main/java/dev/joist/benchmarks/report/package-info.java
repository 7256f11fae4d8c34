// SPDX-License-Identifier: Apache-2.0
/**
 * Measured tables as Markdown, kept up to date inside a document.
 *
 * <p>Open {@link dev.joist.benchmarks.report.GeneratedSection} first.
 */
@NullMarked
package dev.joist.benchmarks.report;

import org.jspecify.annotations.NullMarked;
