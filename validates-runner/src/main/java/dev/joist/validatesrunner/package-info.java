// SPDX-License-Identifier: Apache-2.0
/**
 * The command that runs Beam's own suites against a runner. It knows all packages below it and
 * nothing depends on it. Open {@link dev.joist.validatesrunner.SuiteMain} first.
 */
@NullMarked
package dev.joist.validatesrunner;

import org.jspecify.annotations.NullMarked;
