// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.util.Map;

/** A job that runs, as consoles for JMX see it: {@code dev.joist:type=Job,name="…"}. */
public interface JobMXBean {

  /** {@code RUNNING}, or how the job ended. */
  String getState();

  /** How long the job has run. */
  double getElapsedSeconds();

  /** How many elements its sources have read. */
  long getElementsRead();

  /** That a second, since the job began. */
  long getElementsReadPerSecond();

  /** How far the watermark is behind the clock; -1 where it is at neither time nor end. */
  long getWatermarkLagMillis();

  /** How many elements each step took, of a source how many it has read. */
  Map<String, Long> getElementsByStep();

  /** The share that each step has in the time of all. */
  Map<String, Double> getShareOfTimeByStep();
}
