// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Arrays;

/**
 * The sessions of one key that have not ended, none of which overlaps another, the earliest first.
 *
 * <p>Each has a place, a number under which the state has its contents. A session that grows keeps
 * its place, so that nothing is moved; only where two become one, the contents of one are added to
 * those of the other.
 *
 * <p>O(log sessions) to find one, and O(1) to change the latest.
 */
final class OpenSessions {

  /** Nothing was asked for. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int INITIAL_CAPACITY = 2;

  private long[] starts = new long[INITIAL_CAPACITY];
  private long[] ends = new long[INITIAL_CAPACITY];
  private long[] places = new long[INITIAL_CAPACITY];
  private int size;
  private long nextPlace;
  private long calledAtMillis = NEVER;

  /** No sessions. */
  OpenSessions() {}

  /**
   * A copy.
   *
   * @param other what is copied
   */
  OpenSessions(OpenSessions other) {
    this.starts = other.starts.clone();
    this.ends = other.ends.clone();
    this.places = other.places.clone();
    this.size = other.size;
    this.nextPlace = other.nextPlace;
    this.calledAtMillis = other.calledAtMillis;
  }

  /** Sessions as they were written, without any of them yet. */
  OpenSessions(long nextPlace, long calledAtMillis) {
    this.nextPlace = nextPlace;
    this.calledAtMillis = calledAtMillis;
  }

  /** How many sessions there are. */
  int size() {
    return size;
  }

  /** First millisecond of a session. */
  long startMillis(int session) {
    return starts[session];
  }

  /** First millisecond behind a session. */
  long endMillis(int session) {
    return ends[session];
  }

  /** Where the contents of a session are. */
  long place(int session) {
    return places[session];
  }

  /** The place that the next new session gets. */
  long nextPlace() {
    return nextPlace;
  }

  /**
   * The end for which the key was entered among those that are due; {@link #NEVER} if it is not.
   */
  long calledAtMillis() {
    return calledAtMillis;
  }

  /** The key was entered for {@code millis}. */
  void calledAt(long millis) {
    calledAtMillis = millis;
  }

  /** The earliest session that ends behind {@code millis}; {@link #size} if there is none. */
  int firstEndingBehind(long millis) {
    if (size == 0 || ends[size - 1] <= millis) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Puts a new session at index {@code session}; those behind it move on. */
  void insert(int session, long startMillis, long endMillis) {
    insert(session, startMillis, endMillis, nextPlace);
    nextPlace++;
  }

  /** Puts a session that has its contents at {@code place} at index {@code session}. */
  void insert(int session, long startMillis, long endMillis, long place) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    int behind = size - session;
    System.arraycopy(starts, session, starts, session + 1, behind);
    System.arraycopy(ends, session, ends, session + 1, behind);
    System.arraycopy(places, session, places, session + 1, behind);
    starts[session] = startMillis;
    ends[session] = endMillis;
    places[session] = place;
    size++;
  }

  /** Makes a session longer. */
  void extend(int session, long startMillis, long endMillis) {
    starts[session] = Math.min(starts[session], startMillis);
    ends[session] = Math.max(ends[session], endMillis);
  }

  /** Takes out the sessions from {@code first} on, up to but without {@code behind}. */
  void remove(int first, int behind) {
    System.arraycopy(starts, behind, starts, first, size - behind);
    System.arraycopy(ends, behind, ends, first, size - behind);
    System.arraycopy(places, behind, places, first, size - behind);
    size -= behind - first;
  }
}
