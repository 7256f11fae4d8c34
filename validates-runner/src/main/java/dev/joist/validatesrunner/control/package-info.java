// SPDX-License-Identifier: Apache-2.0
/**
 * The control of the suites: a runner that executes nothing, whose passes show which tests prove
 * nothing. A leaf.
 */
@NullMarked
package dev.joist.validatesrunner.control;

import org.jspecify.annotations.NullMarked;
