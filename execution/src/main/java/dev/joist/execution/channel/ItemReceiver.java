// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/** One method for each kind of {@link Item}. */
public interface ItemReceiver {

  void onBatch(ElementBatch batch);

  void onWatermark(int input, long watermarkMillis);

  void onIdle(int input);

  void onTime(long timeMillis);

  void onCut(Cut cut);

  void onEnd();
}
