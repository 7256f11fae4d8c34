// SPDX-License-Identifier: Apache-2.0
/**
 * The page of the SDK's features, each with the tests that show it. It knows the scan. Open {@link
 * dev.joist.validatesrunner.features.FeaturePage} first.
 */
@NullMarked
package dev.joist.validatesrunner.features;

import org.jspecify.annotations.NullMarked;
