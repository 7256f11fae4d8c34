// SPDX-License-Identifier: Apache-2.0
/**
 * Runs Beam's own example programs on Joist and on DirectRunner and compares what they write. Its
 * class path is that of {@code validates-runner/beam-examples}. Open {@link
 * dev.joist.validatesrunner.examples.ExamplesMain} first.
 */
@NullMarked
package dev.joist.validatesrunner.examples;

import org.jspecify.annotations.NullMarked;
