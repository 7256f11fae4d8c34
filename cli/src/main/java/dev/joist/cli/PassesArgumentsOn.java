// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

/**
 * A verb that hands what follows its own options, from the first it does not know, to a program.
 */
interface PassesArgumentsOn {}
