// SPDX-License-Identifier: Apache-2.0
/** Where the time of a run goes, from a recording of Java Flight Recorder. */
@NullMarked
package dev.joist.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
