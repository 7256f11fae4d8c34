// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

/**
 * What a user spent, and when.
 *
 * @param userId who; never empty
 * @param amountCents how much, in hundredths, so that a sum is exact in whatever order it is taken
 * @param eventTimeMillis when it happened, since the epoch
 */
record UserEvent(String userId, long amountCents, long eventTimeMillis) {}
