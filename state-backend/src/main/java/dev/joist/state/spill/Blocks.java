// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.zip.CRC32C;

/**
 * How a file is laid out: blocks of {@value #PAYLOAD_BYTES} bytes, the last of them shorter, each
 * followed by its CRC32C. Positions are those of the payload.
 */
final class Blocks {

  static final int PAYLOAD_BYTES = 16 << 10;
  static final int CHECKSUM_BYTES = 4;
  static final int BLOCK_BYTES = PAYLOAD_BYTES + CHECKSUM_BYTES;

  private Blocks() {}

  static long firstPosition(long block) {
    return block * PAYLOAD_BYTES;
  }

  /** Length of the file that has {@code payloadBytes} in it. */
  static long fileBytes(long payloadBytes) {
    long blocks = (payloadBytes + PAYLOAD_BYTES - 1) / PAYLOAD_BYTES;
    return payloadBytes + blocks * CHECKSUM_BYTES;
  }

  /** Writes the checksum of the first {@code length} bytes behind them. */
  static void seal(byte[] block, int length) {
    int checksum = checksum(block, length);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      block[length + i] = (byte) (checksum >>> (8 * i));
    }
  }

  /** Whether the checksum behind the first {@code length} bytes is theirs. */
  static boolean isSealed(byte[] block, int length) {
    int checksum = 0;
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      checksum |= (block[length + i] & 0xFF) << (8 * i);
    }
    return checksum == checksum(block, length);
  }

  private static int checksum(byte[] block, int length) {
    CRC32C crc = new CRC32C();
    crc.update(block, 0, length);
    return (int) crc.getValue();
  }
}
