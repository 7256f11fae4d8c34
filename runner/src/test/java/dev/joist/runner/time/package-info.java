// SPDX-License-Identifier: Apache-2.0
/** Whether time is kept as Beam's reference runner keeps it, where that is not obvious. */
package dev.joist.runner.time;
