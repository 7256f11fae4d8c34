// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;

/** Writes what a user did in a window as a line of JSON. */
final class FormatActivity extends DoFn<KV<String, ActivityStats>, String> {

  /** Formats one result; its window is part of it. */
  @ProcessElement
  public void format(
      @Element KV<String, ActivityStats> activity,
      BoundedWindow window,
      OutputReceiver<String> out) {
    out.output(EventJson.format(activity.getKey(), (IntervalWindow) window, activity.getValue()));
  }
}
