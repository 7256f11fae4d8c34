// SPDX-License-Identifier: Apache-2.0
/** Tests of whole plans, and what they share. */
@NullMarked
package dev.joist.translation;

import org.jspecify.annotations.NullMarked;
