// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;

/**
 * What came of one test in one mode.
 *
 * @param message first lines of what went wrong; empty if nothing did
 * @param detail stack trace, thread dump and the end of the worker's log; empty likewise
 */
public record TestOutcome(
    String mode, TestId test, Outcome outcome, double seconds, String message, String detail) {}
