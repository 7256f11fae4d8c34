// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.TestOutcome;

/**
 * An outcome with its verdict.
 *
 * @param comment the cause of a known failure, or what to do about an unexpected pass; else empty
 */
public record JudgedTest(TestOutcome outcome, Verdict verdict, String comment) {}
